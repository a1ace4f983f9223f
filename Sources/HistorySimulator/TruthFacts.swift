import TestModel

/// The truth of a history as JSON values.
struct TruthFacts {
  private let history: SimulatedHistory
  private var truth: SimulationTruth { history.truth }

  init(_ history: SimulatedHistory) {
    self.history = history
  }

  var settings: JSONValue {
    let settings = history.settings
    let first = Timestamp(day: settings.start.day)
    let jobs = settings.jobs.map { job in
      JSONValue.object([
        ("name", .string(job.name)),
        ("tests", .integer(job.tests)),
        ("variants", .strings(job.variants.map { "\($0.name) × \($0.nodeTotal)" })),
        ("retries", .integer(job.retries)),
      ])
    }
    var members: [(key: String, value: JSONValue)] = [
      ("repo", .string(settings.repository)),
      ("start", .string(String(first.iso8601.prefix(10)))),
      ("days", .integer(settings.days)),
      ("pipelines_per_workday", .decimal(settings.rhythm.pipelinesPerWorkday)),
      ("pipelines_per_weekend_day", .decimal(settings.rhythm.pipelinesPerWeekendDay)),
      ("main_share", .decimal(settings.rhythm.mainShare)),
      ("jobs", .array(jobs)),
      ("shuffle_probability", .decimal(settings.shuffleProbability)),
      ("broken_pull_request_share", .decimal(settings.brokenPullRequestShare)),
      ("rerun_probability", .decimal(settings.rerunProbability)),
      ("attempt_limit", .integer(settings.attemptLimit)),
    ]
    if !truth.slowRunners.isEmpty {
      members.append(("slow_runners", .strings(truth.slowRunners)))
    }
    return .object(members)
  }

  var totals: JSONValue {
    let executions = history.runs.reduce(0) { $0 + $1.cases.count }
    return .object([
      ("pipelines", .integer(history.pipelines.count)),
      ("main_commits", .integer(truth.mainline.count)),
      ("job_runs", .integer(history.runs.count)),
      ("executions", .integer(executions)),
      ("tests", .integer(truth.tests.count)),
    ])
  }

  var tests: [JSONValue] {
    truth.tests.map { TestFacts($0, in: truth).json }
  }

  var incidents: [JSONValue] {
    truth.outages.enumerated().map { index, outage in
      let hit = history.runs.filter { run in
        run.cases.contains { $0.failedAttempts.contains { $0.cause == .outage(index) } }
      }
      var members: [(key: String, value: JSONValue)] = [
        ("kind", .string(outage.scope.rawValue)),
        ("failure_kind", .string(outage.failureKind.rawValue)),
        ("intensity", .decimal(outage.intensity)),
        ("folder", outage.folder.map { .string($0) } ?? .null),
      ]
      if let runner = outage.runner { members.append(("runner", .string(runner))) }
      members += [
        ("from", .string(outage.from.iso8601)),
        ("to", .string(outage.to.iso8601)),
        ("job_runs", .array(hit.map { .integer($0.number) })),
        ("tests", tests(of: outage)),
      ]
      return .object(members)
    }
  }

  /// The tests an outage hits; all tests of a job run need no list.
  private func tests(of outage: Outage) -> JSONValue {
    switch outage.scope {
    case .full, .runner, .jobRun: .null
    case .folder, .signature: identities(outage.tests)
    }
  }

  var clusters: [JSONValue] {
    truth.clusters.map { cluster in
      .object([
        ("job", .string(cluster.job)),
        ("event_rate", .decimal(cluster.eventRate)),
        ("failure_probability", .decimal(cluster.failureProbability)),
        ("tests", identities(cluster.tests)),
      ])
    }
  }

  var regressions: [JSONValue] {
    truth.regressions.map { regression in
      .object([
        ("failure_kind", .string(regression.failureKind.rawValue)),
        ("from", truth.json(ofPosition: regression.range.from)),
        ("to", truth.json(ofPosition: regression.range.to)),
        ("tests", identities(regression.tests)),
      ])
    }
  }

  var pullRequestBreakages: [JSONValue] {
    truth.pullRequestBreakages.map { breakage in
      let pipelines = history.pipelines.filter(breakage.breaks)
      return .object([
        ("pr", .integer(breakage.pullRequest)),
        ("failure_kind", .string(breakage.failureKind.rawValue)),
        ("from_push", .integer(breakage.fromPush)),
        ("fixed_at_push", breakage.fixedAtPush.map { .integer($0) } ?? .null),
        ("pipelines", .array(pipelines.map { .integer($0.number) })),
        ("tests", identities(breakage.tests)),
      ])
    }
  }

  var renames: [JSONValue] {
    truth.tests.compactMap { test in
      guard let new = test.renamedTo else { return nil }
      return .object([
        ("from", test.identity.json),
        ("to", truth.tests[new].identity.json),
        ("at", truth.json(ofPosition: test.lifetime.to)),
      ])
    }
  }

  private func identities(_ tests: [Int]) -> JSONValue {
    .array(tests.map { truth.tests[$0].identity.json })
  }
}
