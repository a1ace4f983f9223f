extension Dialect {
  /// Linters and scanners that write JUnit XML in a way of their own: their entries are findings and
  /// no tests.
  static let linters: [Dialect] = [
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
    check("Checkov") { $0.testCase["name"].holds("[CKV") },
    check("Trivy") { $0.testCase["name"].holds("] CVE-") },
    check("Semgrep") { $0.suite["name"] == "semgrep results" },
    check("Biome") { $0.root["name"] == "Biome" },
    check("Oxlint") { $0.root["name"] == "Oxlint" },
  ]

  /// Linters whose reports tell no more of them than their name, by that name.
  static let lintersByName: [String: Dialect] = Dictionary(
    uniqueKeysWithValues: linterNames.map { name in
      (name, check(name) { $0.linterName == name })
    }
  )

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
  /// The linter that wrote the report.
  var linter: Dialect? {
    Dialect.linters.first { $0.isRecognized(self) }
      ?? linterName.flatMap { Dialect.lintersByName[$0] }
  }

  /// The name of a linter that the report or its first suite has, its version behind it or not.
  ///
  /// Only where the first entry took no time: a suite of tests may have such a name, but it takes
  /// some.
  fileprivate var linterName: String? {
    let isTimeless = testCase["time"].utf8.allSatisfy {
      $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".")
    }
    guard hasCase, isTimeless else { return nil }
    for name in [root["name"], suite["name"]] {
      let words = name.split(separator: " ", maxSplits: 2)
      guard let word = words.first, words.count <= 2, word.utf8.count <= 20 else { continue }
      let linter = word.lowercased()
      if Dialect.lintersByName[linter] != nil { return linter }
    }
    return nil
  }
}

/// Linters whose reports tell no more of them than their name.
private let linterNames = [
  "actionlint", "ansible-lint", "bandit", "brakeman", "checkstyle", "clang-tidy", "codenarc",
  "commitlint", "cppcheck", "cpplint", "credo", "dependency-check", "detekt", "dialyzer", "flake8",
  "hadolint", "htmlhint", "jscs", "jshint", "ktlint", "kube-linter", "kubelinter", "kube-score",
  "kubeconform", "markdownlint", "markdownlint-cli2", "php-cs-fixer", "phpmd", "pmd", "psalm",
  "pycodestyle", "pydocstyle", "pylint", "pyright", "shellcheck", "spectral", "spotbugs",
  "terrascan", "textlint", "tfsec", "tslint", "vale", "yamllint",
]
