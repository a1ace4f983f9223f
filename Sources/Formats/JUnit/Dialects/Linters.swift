extension Dialect {
  /// Linters and scanners that write JUnit XML: their entries are findings and no tests.
  static let checks: [Dialect] =
    [
      check("ESLint") { $0.suite["package"] == "org.eslint" },
      check("ruff") { $0.suite["package"] == "org.ruff" },
      check("stylelint") { $0.root["package"].hasPrefix("stylelint") },
      check("PHP_CodeSniffer") { $0.root["name"].hasPrefix("PHP_CodeSniffer") },
      check("PHPStan") { $0.suite["name"] == "phpstan" && !$0.testCase.has("assertions") },
      check("golangci-lint") {
        $0.suite.isShaped("name tests errors failures") && isGoPlace($0.testCase["classname"])
      },
      check("tflint") {
        $0.suite.isShaped("tests failures time name") && hasEnding($0.testCase["classname"], ".tf")
      },
      check("RuboCop") { $0.suite["name"] == "rubocop" },
      check("SwiftLint") { $0.testCase["classname"] == "Formatting Test" },
      check("mypy") { $0.suite["name"] == "mypy" && $0.testCase["classname"] == "mypy" },
      check("cfn-lint") { $0.suite["name"] == "CloudFormation Lint" },
      check("Checkov") { $0.testCase["name"].contains("[CKV") },
      check("Trivy") { $0.testCase["name"].contains("] CVE-") },
      check("Semgrep") { $0.suite["name"] == "semgrep results" },
      check("Biome") { $0.root["name"] == "Biome" },
      check("Oxlint") { $0.root["name"] == "Oxlint" },
    ] + linters.map { name in check(name) { $0.isOfLinter(named: name) } }

  private static func check(
    _ producer: String,
    isRecognized: @escaping @Sendable (DialectEvidence) -> Bool
  ) -> Dialect {
    Dialect(producer: producer, isRecognized: isRecognized, isCheck: true)
  }

  /// Whether a text is `path/to/file.go:10:4`.
  private static func isGoPlace(_ text: String) -> Bool {
    let parts = text.split(separator: ":")
    return parts.count >= 2 && parts[0].hasSuffix(".go")
      && parts.dropFirst().allSatisfy { Int($0) != nil }
  }

  private static func hasEnding(_ text: String, _ ending: String) -> Bool {
    text.hasSuffix(ending) || text.hasSuffix(ending + ".json")
  }
}

extension DialectEvidence {
  /// Whether the report or its first suite has the name of a linter, its version behind it or not,
  /// and its first entry took no time: a suite of tests may have such a name, but it takes some.
  fileprivate func isOfLinter(named linter: String) -> Bool {
    guard begins(root["name"], with: linter) || begins(suite["name"], with: linter) else {
      return false
    }
    return testCase["time"].utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
  }

  /// Whether a name is a word, in whatever case, or that word and a version.
  private func begins(_ name: String, with word: String) -> Bool {
    let name = name.utf8
    guard name.count >= word.utf8.count else { return false }
    let rest = name.dropFirst(word.utf8.count)
    guard rest.isEmpty || rest.first == UInt8(ascii: " ") else { return false }
    return zip(name, word.utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
      && rest.dropFirst().allSatisfy { $0 != UInt8(ascii: " ") }
  }
}

/// Linters whose reports tell no more of them than their name.
private let linters = [
  "actionlint", "ansible-lint", "bandit", "brakeman", "checkstyle", "clang-tidy", "codenarc",
  "commitlint", "cppcheck", "cpplint", "credo", "dependency-check", "detekt", "dialyzer", "flake8",
  "hadolint", "htmlhint", "jscs", "jshint", "ktlint", "kube-linter", "kubelinter", "kube-score",
  "kubeconform", "markdownlint", "markdownlint-cli2", "php-cs-fixer", "phpmd", "pmd", "psalm",
  "pycodestyle", "pydocstyle", "pylint", "pyright", "shellcheck", "spectral", "spotbugs",
  "terrascan", "textlint", "tfsec", "tslint", "vale", "yamllint",
]
