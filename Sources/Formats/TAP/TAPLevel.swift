import TestModel

/// A TAP stream or one of its subtests while it is open.
struct TAPLevel {
  /// The name of the subtest; none where only the point after it tells.
  var name: String?
  /// The name that a comment gives to what comes next.
  var nextName: String?
  /// The tests that are planned.
  var plan: Int?
  /// The points that were read.
  var points = 0
  var hasFailure = false
  /// The cases that wait for the name of a subtest.
  var cases: [ReportedCase] = []

  /// The cases of a subtest by the name that its point gives it.
  func namedCases(_ name: String) -> [ReportedCase] {
    cases.map { testCase in
      var named = testCase
      named.id.suite = suitePath([name, testCase.id.suite])
      return named
    }
  }
}
