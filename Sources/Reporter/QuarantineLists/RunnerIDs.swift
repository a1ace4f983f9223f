import TestModel

/// What each runner calls a test where it has a name for a single one, by the runner's word.
///
/// Runners are left out whose tests are of another language, that have no such name, whose name means
/// all cases of a parameterized test, and that may call the test one of several names, because its
/// report does not tell which.
func runnerIDs(of test: TestID) -> [String: String] {
  guard !holdsFoldedPart(test.name) else { return [:] }
  var names: [String: String] = [:]
  for runner in QuarantineRunner.allCases { names[runner.rawValue] = runner.singleID(of: test) }
  return names
}

extension QuarantineRunner {
  fileprivate func singleID(of test: TestID) -> String? {
    guard hasSingleIDs, mayBeNamedByFile(test), let syntax, syntax.mayRun(test),
      let names = try? syntax.names(of: test),
      let name = names.first, names.count == 1, (try? syntax.check(name)) != nil,
      self == .bazel || isWhole(name.text, of: test)
    else { return nil }
    guard !name.scope.isEmpty else { return name.text }
    if self == .playwright { return "[\(name.scope)] › \(name.text)" }
    return joint.map { name.scope + $0 + name.text }
  }

  /// Whether a name has all of the test's own, and not just its method's.
  private func isWhole(_ name: String, of test: TestID) -> Bool {
    let own = withoutParentheses(test.name.replacing(" > ", with: " "))
    return withoutParentheses(name.replacing(" > ", with: " ")).hasSuffix(own)
  }

  private func withoutParentheses(_ name: String) -> String {
    name.hasSuffix("()") ? String(name.dropLast(2)) : name
  }

  /// Whether a name of a single test exists beside the list; of two forms of one runner one has it.
  private var hasSingleIDs: Bool {
    switch self {
    case .text, .csv, .pytestPlugin, .rspec, .ctestFile, .xctestplan: false
    default: true
    }
  }

  /// CTest runs programs of any language, and what it reports has no file of another one.
  private func mayBeNamedByFile(_ test: TestID) -> Bool {
    self != .ctest || [.c, nil].contains(SourceLanguage(file: test.file))
  }

  /// What is between the place of a test and its name.
  private var joint: String? {
    switch self {
    case .gradle, .swift: "."
    case .surefire, .minitest: "#"
    case .nextest: " "
    case .xcodebuild: "/"
    default: nil
    }
  }
}
