import StatisticsCore
import TestModel

/// How many tests are called flaky in a history whose failures are nearly all regressions.
struct CallCount {
  /// The history's name.
  var name: String
  /// The tests.
  var tests: Int
  /// The tests that failed.
  var failed: Int
  /// The tests that passed and failed on one commit, job and variant.
  var mixed: Int
  /// The tests that are called flaky at any time.
  var flaky: Int
  /// The same of those rules that need no threshold, by name.
  var rules: [(name: String, flaky: Int)]

  /// Looks at the last 28 days every 14 days and counts whatever is called flaky at any time.
  init(_ name: String, _ rows: [OutcomeRow]) {
    let recorded = RecordedOutcomes(rows, repository: name)
    let whole = recorded.history()
    let conflict = SameCommitConflict(
      history: whole,
      days: whole.asOf.day - whole.from.day + 1,
      splitsVariants: true
    )
    self.name = name
    tests = whole.testCount
    failed = whole.timelines.count
    mixed = whole.timelines.count(where: conflict.holds)
    let counted = PublishedRule.all.filter { !$0.isChosenInHindsight }
    var listed: Set<Int64> = []
    var listedByRule = counted.map { _ in Set<Int64>() }
    var moment = whole.asOf
    while moment > whole.from {
      let history = recorded.history(from: moment.adding(days: -evaluatedDays), to: moment)
      listed.formUnion(assessFlakiness(history).tests(.flaky).map(\.test.id))
      for (index, rule) in counted.enumerated() {
        for (timeline, call) in zip(history.timelines, rule.judge(history)) where call.isListed {
          listedByRule[index].insert(timeline.test.id)
        }
      }
      moment = moment.adding(days: -14)
    }
    flaky = listed.count
    rules = zip(counted, listedByRule).map { ($0.name, $1.count) }
  }
}
