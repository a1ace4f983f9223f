public import TestModel

/// Whether a failed case stands for a whole suite, class or file: its set-up, tear-down or collection.
///
/// Reports have no element of their own for what goes wrong outside of tests, and each producer
/// writes a case for it. The names are those that the producers themselves write.
///
/// - Parameters:
///   - test: the identity of the case.
///   - message: the one-line message of its failure.
public func isSuiteLevel(_ test: TestID, message: String? = nil) -> Bool {
  let name = test.name
  if name.isEmpty || wholeNames.contains(name) || message == "collection failure" { return true }
  return beginnings.contains { name.hasPrefix($0) } || parts.contains { name.contains($0) }
    || test.classname.hasSuffix("._FailedTest") || test.classname.hasSuffix("._ErrorHolder")
    || (name == test.classname && isJavaClass(name))
}

private let wholeNames: Set<String> = [
  // Evenkeel's own, for results that stand at the suite.
  "(suite)",
  // JUnit 4's runners, Gradle and Surefire.
  "initializationError", "executionError", "classMethod",
  // gotestsum and go-junit-report for what fails outside of tests.
  "TestMain", "[build failed]", "[setup failed]",
]

private let beginnings = [
  // unittest.
  "setUpClass (", "tearDownClass (", "setUpModule (", "tearDownModule (",
  // cargo-nextest.
  "@setup-script:",
]

private let parts = [
  // Mocha and Cypress leave the rest of a suite out after any hook that fails.
  "\"before all\" hook", "\"after all\" hook", "\"before each\" hook", "\"after each\" hook",
  // Jest and its reporters.
  "Test suite failed to run",
]

/// Whether a name is that of a class in a package, as in `com.acme.CartTest`: Surefire names the class
/// twice where its set-up broke; CTest names every test twice.
private func isJavaClass(_ name: String) -> Bool {
  let words = name.split(separator: ".", omittingEmptySubsequences: false)
  guard words.count >= 3, let last = words.last?.first, last.isUppercase else { return false }
  return words.dropLast().allSatisfy { $0.first?.isLowercase ?? false }
}
