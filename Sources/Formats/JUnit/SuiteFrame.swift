import TestModel

/// A `<testsuite>` while it is open.
struct SuiteFrame: Sendable {
  /// The number of the suite in the report, from 1; 0 is the root `<testsuites>`.
  var number = 0
  var name = ""
  var file = ""
  var package = ""
  /// The machine; Playwright writes its project here.
  var hostname = ""
  /// The names of this suite and those around it, joined by ` > `.
  var path = ""
  /// What the `tests` attribute says.
  var statedTests: Int?
  /// The time of the suite itself, with its hooks.
  var time: Microseconds?
  /// What it took beside its cases.
  var hooks = SuiteTime()
  /// The cases that stand directly in it.
  var cases = 0
  /// Failures and errors of the suite itself: a set-up that broke.
  var results: [ResultElement] = []

  /// The path of a suite of this name inside of this one.
  func path(of name: String) -> String {
    path.isEmpty ? name : (name.isEmpty ? path : "\(path) > \(name)")
  }
}
