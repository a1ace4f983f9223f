import TestModel

extension FlakinessHistory {
  /// What some tests did, by their rows; a test that is not in the history has none.
  ///
  /// - Parameter tests: the tests, as the history was assessed.
  public func strips(of tests: [TestAssessment]) -> [Int64: TestStrip] {
    let wanted = Dictionary(tests.map { ($0.test.id, $0) }) { first, _ in first }
    var strips: [Int64: TestStrip] = [:]
    for timeline in timelines where timeline.hasPasses {
      guard let test = wanted[timeline.test.id] else { continue }
      strips[timeline.test.id] = strip(timeline, incidents: incidents(of: test))
    }
    return strips
  }

  private func incidents(of test: TestAssessment) -> Set<Int64> {
    Set(test.discounted.lazy.filter { $0.reason == .incident }.map(\.jobRunID))
  }

  private func strip(_ timeline: TestTimeline, incidents: Set<Int64>) -> TestStrip {
    var lanes: [JobVariant: [TestStrip.Cell]] = [:]
    var days: [Int] = []
    for run in timeline.runs {
      let recorded = jobRuns[Int(run.run)]
      lanes[stream(of: run.run), default: []]
        .append(TestStrip.Cell(run, isInIncident: incidents.contains(recorded.id)))
      if run.ran, days.last != recorded.startedAt.day { days.append(recorded.startedAt.day) }
    }
    let ran = timeline.runs.filter(\.ran)
    return TestStrip(
      lanes: lanes.map { TestStrip.Lane(stream: $0, cells: $1) }.sorted { $0.stream < $1.stream },
      signatures: signatures(of: timeline),
      passed: AttemptDurations(seconds: ran.filter { !$0.failedFirst }.map(\.duration)),
      failed: AttemptDurations(seconds: ran.filter(\.failedFirst).map(\.duration)),
      days: days
    )
  }

  private func signatures(of timeline: TestTimeline) -> [TestStrip.Signature] {
    var found: [Int32: TestStrip.Signature] = [:]
    for run in timeline.runs where run.failures > 0 {
      let recorded = jobRuns[Int(run.run)]
      let count = found[run.signature]?.count ?? 0
      found[run.signature] = TestStrip.Signature(
        text: signature(run.signature),
        count: count + 1,
        lastJobRunID: recorded.id,
        last: recorded.startedAt
      )
    }
    return found.values.sorted {
      $0.count != $1.count ? $0.count > $1.count : ($0.text ?? "") < ($1.text ?? "")
    }
  }
}

extension TestStrip.Cell {
  /// How a test did in a job run.
  init(_ run: TestRun, isInIncident: Bool) {
    if !run.ran {
      self = .skipped
    } else if run.failures > 0, isInIncident {
      self = .incident
    } else if run.failedFinally {
      self = .failed
    } else {
      self = run.failedFirst ? .passedOnRetry : .passed
    }
  }
}
