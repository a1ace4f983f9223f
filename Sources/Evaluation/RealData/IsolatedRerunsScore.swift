import StatisticsCore
import TestModel

/// How well a rate is told from the first runs of a test that ran alone 4,000 times at one commit.
struct IsolatedRerunsScore {
  /// What is said after a number of runs.
  struct Row {
    /// How many runs there were.
    var runs: Int
    /// Of the tests with both outcomes in those runs, those that are called flaky.
    var flaky = Share()
    /// Of those, the tests whose 90 % interval holds the rate of all their runs.
    var intervals = Share()
    /// Of the tests that only failed in those runs but pass in others, those called flaky.
    var failedOnly = Share()
    /// Of the tests that always fail, those called flaky.
    var alwaysFailing = Share()
  }

  private(set) var rows: [Row] = []

  /// Takes what begins at the 1st, 1,001st, 2,001st and 3,001st run of each test as a history.
  init(_ all: [OutcomeRow]) {
    let byTest = Dictionary(grouping: all, by: \.test)
    for count in [50, 200, 1000] {
      var row = Row(runs: count)
      for start in [0, 1000, 2000, 3000] { row.add(byTest, start: start) }
      rows.append(row)
    }
  }
}

extension IsolatedRerunsScore.Row {
  fileprivate mutating func add(_ byTest: [String: [OutcomeRow]], start: Int) {
    // The runs of a test alone share no run of a job with another test.
    let taken = byTest.sorted { $0.key < $1.key }.flatMap { test, rows in
      rows.dropFirst(start).prefix(runs).map { row in
        var row = row
        row.job = test
        return row
      }
    }
    let history = RecordedOutcomes(taken, repository: "isolated").history()
    for test in assessFlakiness(history).tests {
      let name = test.test.testID.classname + "." + test.test.testID.name
      guard let all = byTest[name] else { continue }
      let rate = Double(all.count { $0.outcome.isFailure }) / Double(all.count)
      let seen = all.dropFirst(start).prefix(runs)
      let isFlaky = test.verdict == .flaky
      if rate == 1 {
        alwaysFailing.add(isFlaky)
      } else if seen.allSatisfy(\.outcome.isFailure) {
        failedOnly.add(isFlaky)
      } else {
        flaky.add(isFlaky)
        if isFlaky { intervals.add(test.rate.low <= rate && rate <= test.rate.high) }
      }
    }
  }
}
