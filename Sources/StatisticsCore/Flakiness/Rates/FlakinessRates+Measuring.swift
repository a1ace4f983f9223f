public import TestModel

extension FlakinessRates {
  /// The probability from which a failure counts as a flake, or as an outage's.
  public static let countedWeight = 0.5

  /// Measures how often flakes got in the way in a window, and what they cost.
  ///
  /// The time it takes grows with the failures given and with the job runs.
  ///
  /// - Parameters:
  ///   - history: the window.
  ///   - flakes: by timeline, the first attempts that failed and may have been flakes.
  ///   - outages: by timeline, the failures that may have been an outage's; those of job runs of
  ///     which nothing counts belong here with weight 1.
  ///   - owners: who owns a test.
  public init(
    _ history: FlakinessHistory,
    flakes: [[WeightedFlake]],
    outages: [[WeightedFlake]],
    owners: (RecordedTest) -> [String] = { _ in [] }
  ) {
    let results = RunResults(history, flakes: flakes, outages: outages)
    let pipelines = StatisticsCore.pipelines(of: history, results: results)
    let reruns = flakyReruns(pipelines, history: history, results: results)
    charges = flakeCharges(history, flakes: flakes, results: results, reruns: reruns)
    culprits = results.culprits
    var tallies = FigureTallies(history)
    tallies.add(results)
    tallies.add(pipelines, results: results)
    for charge in charges { tallies.add(charge) }
    total = tallies.total.figures
    weeks = tallies.weeks.groups
    branchClasses = tallies.branchClasses.groups
    streams = tallies.streams.groups
    flakyFailedRuns = results.culprits.keys.sorted().map { Int32($0) }
    let costs = TestCosts(history, results: results, pipelines: pipelines, charges: charges)
    tests = costs.tests
    let ran = history.timelines.count { !$0.test.isCheck }
    flakyTests = Proportion(
      count: tests.count { $0.flakes > 0 },
      total: max(ran, history.testCount - (history.timelines.count - ran))
    )
    let grouping = TestGrouping(history, tests: tests, results: results, total: total)
    places = grouping.groups(sizes: history.testsByPlace) {
      [$0.testID.place ?? ""]
    }
    self.owners = grouping.groups(sizes: [:]) { test in
      let names = owners(test)
      return names.isEmpty ? [""] : names
    }
  }
}

/// The tallies of a window, and of it by week, branch class and stream.
private struct FigureTallies {
  private let history: FlakinessHistory
  var total = RunTally()
  var weeks = RunTallies<ISOWeek>()
  var branchClasses = RunTallies<BranchClass>()
  var streams = RunTallies<JobVariant>()

  init(_ history: FlakinessHistory) { self.history = history }

  mutating func add(_ results: RunResults) {
    for (run, recorded) in history.jobRuns.enumerated() where recorded.executions > 0 {
      update(run) {
        $0.add(results.results[run], flakes: results.flakes[run], executions: recorded.executions)
      }
      streams[history.stream(of: Int32(run))].add(
        results.results[run],
        flakes: results.flakes[run],
        executions: recorded.executions
      )
    }
  }

  mutating func add(_ pipelines: [PipelineLanes], results: RunResults) {
    for pipeline in pipelines where hasTests(pipeline.lanes) {
      let result = PipelineResult(pipeline.lanes, results: results.results)
      update(pipeline.first) { $0.add(result) }
      for (stream, lanes) in byStream(pipeline.lanes) where hasTests(lanes) {
        streams[stream].add(PipelineResult(lanes, results: results.results))
      }
    }
  }

  mutating func add(_ charge: FlakeCharge) {
    update(charge.run) { $0.add(charge) }
    streams[history.stream(of: Int32(charge.run))].add(charge)
  }

  /// Changes the tallies that a job run counts to, but for its stream's.
  private mutating func update(_ run: Int, _ change: (inout RunTally) -> Void) {
    change(&total)
    change(&weeks[ISOWeek(containing: history.jobRuns[run].startedAt)])
    change(&branchClasses[BranchClass(history.jobRuns[run])])
  }

  private func hasTests(_ lanes: [JobLane]) -> Bool {
    lanes.contains { $0.runs.contains { history.jobRuns[$0].executions > 0 } }
  }

  private func byStream(_ lanes: [JobLane]) -> [JobVariant: [JobLane]] {
    Dictionary(grouping: lanes) { history.stream(of: Int32($0.first)) }
  }
}
