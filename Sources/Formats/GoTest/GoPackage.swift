import TestModel

/// One run of a Go package: its tests until it ends.
struct GoPackage {
  /// A test that ended, with its attempts.
  typealias Case = (name: String, attempts: [Attempt])

  /// The attempts of one test that are kept.
  private static let mostAttempts = 10_000
  private var running: [String: BoundedText] = [:]
  private var positions: [String: Int] = [:]
  private var output = BoundedText()
  private var hasFailure = false

  /// In the order of their first end.
  private var cases: [Case] = []
  private(set) var isCached = false
  /// The bytes that are held for the package, about.
  private(set) var size = 0

  mutating func begin(_ test: String) {
    size += test.utf8.count + 100
    running[test] = BoundedText()
  }

  mutating func add(_ text: String, to test: String) {
    size += test.utf8.count + text.utf8.count
    running[test, default: BoundedText()].append(text)
  }

  /// Adds what the package prints itself: its last line says whether its results are cached.
  mutating func add(output text: String) {
    if text.hasPrefix("ok "), text.contains("\t(cached)") { isCached = true }
    output.append(text)
  }

  mutating func end(_ test: String, action: String, duration: Microseconds?) {
    let printed = running.removeValue(forKey: test)?.text ?? ""
    var attempt = Attempt(outcome: .passed, duration: duration)
    switch action {
    case "skip":
      attempt.outcome = .skipped
      attempt.message = GoOutput(printed).message
    case "fail":
      attempt = GoOutput(printed).failure
      attempt.duration = duration
      hasFailure = true
    default: break
    }
    add(attempt, to: test)
  }

  /// Ends a package that failed: its running tests broke with it; where no test did, the package is
  /// a case of its own, such as for code that does not build.
  mutating func fail(buildOutput: String) {
    isCached = false
    for (test, text) in running.sorted(by: { $0.key < $1.key }) {
      var attempt = GoOutput(text.text).failure
      attempt.outcome = .errored
      attempt.message = attempt.message ?? "the package ended before the test did"
      add(attempt, to: test)
      hasFailure = true
    }
    running = [:]
    guard !hasFailure else { return }
    var attempt = GoOutput(buildOutput + output.text).failure
    attempt.outcome = .errored
    add(attempt, to: "(package)")
  }

  /// The tests that ended since they were last taken.
  mutating func takeCases() -> [Case] {
    defer {
      cases = []
      positions = [:]
    }
    return cases
  }

  private mutating func add(_ attempt: Attempt, to test: String) {
    if let position = positions[test] {
      if cases[position].attempts.count < Self.mostAttempts {
        cases[position].attempts.append(attempt)
      }
    } else {
      positions[test] = cases.count
      cases.append((test, [attempt]))
    }
  }
}
