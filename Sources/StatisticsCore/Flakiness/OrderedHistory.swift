import TestModel

struct PlacedRun {
  var test: Int
  var run: Int
  var told: TestRun

  var last: Outcome { told.last }
  var ran: Bool { told.ran }
  var failedFirst: Bool { told.failedFirst }
  var failedFinally: Bool { told.failedFinally }
  var passedOnRetry: Bool { told.passedOnRetry }
  var signature: Int64? { told.signature < 0 ? nil : Int64(told.signature) }
  var retryTime: Microseconds { Microseconds(seconds: Double(told.retryDuration)) ?? .zero }
}

struct OrderedHistory {
  let history: FlakinessHistory
  let runs: [RecordedJobRun]
  let tests: [RecordedTest]
  let testRuns: [[PlacedRun]]
  let ambiguousNames: Int

  init(_ history: FlakinessHistory) {
    self.history = history
    runs = history.jobRuns
    tests = history.timelines.map(\.test)
    ambiguousNames = history.ambiguousNames
    testRuns = history.timelines.enumerated().map { test, timeline in
      timeline.runs.map { PlacedRun(test: test, run: Int($0.run), told: $0) }
    }
  }

  func stream(of run: Int) -> JobVariant { history.stream(of: Int32(run)) }
  func codeKey(of run: Int) -> String { history.codeKey(of: Int32(run)) }
}
