import Foundation
import TestModel
import TestSupport
import Testing

/// A report that was written for the tests, as its producer writes it.
struct DialectFixture: CustomTestStringConvertible {
  /// The path under `Fixtures/junit`; its folder names the dialect.
  var path: String
  /// The name of the producer that has to be recognized.
  var producer: String

  var testDescription: String { path }

  func bytes() throws -> [UInt8] {
    try Array(Data(contentsOf: DialectFixture.folder.appending(path: path)))
  }

  func read() throws -> ReadReport { try FormatsTests.read(bytes()) }

  private static let folder = fixtures.appending(path: "junit")

  /// The fixtures of all dialects, by path.
  static let all: [DialectFixture] = paths.map { path in
    let parts = path.split(separator: "/").map(String.init)
    return DialectFixture(path: path, producer: producer(parts[0], file: parts[1]))
  }

  private static var paths: [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { $0.hasSuffix(".xml") }.sorted()
  }

  /// The producer of a file: its folder's, but that the linters share one.
  private static func producer(_ folder: String, file: String) -> String {
    guard folder == "checks" else { return producers[folder] ?? "no producer named \(folder)" }
    return checks[String(file.dropLast(4))] ?? String(file.dropLast(4))
  }

  private static let producers = [
    "android": "Android instrumentation", "ant": "Ant", "bats": "bats", "bazel": "Bazel",
    "behave": "behave", "boost": "Boost.Test", "bun": "bun test", "busted": "busted",
    "catch2": "Catch2", "common-test": "Common Test",
    "container-structure-test": "container-structure-test", "cpputest": "CppUTest",
    "ctest": "CTest", "cucumber": "Cucumber", "cunit": "CUnit", "cypress": "Cypress",
    "dart": "dart test", "deno": "deno test", "doctest": "doctest",
    "dotnet": "JunitXml.TestLogger", "eunit": "EUnit", "exunit": "ExUnit",
    "failsafe": "Maven Failsafe", "flank": "Flank", "go-junit-report": "go-junit-report",
    "googletest": "GoogleTest", "gotestsum": "gotestsum", "gradle": "Gradle",
    "jasmine": "Jasmine", "jest": "Jest", "junit-platform": "JUnit Platform",
    "junit-xml-python": "junit-xml (Python)", "karma": "Karma", "marathon": "Marathon",
    "meson": "meson", "minitest": "minitest", "mocha": "Mocha", "mocha-xunit": "Mocha (xunit)",
    "newman": "Newman", "nextest": "nextest", "node-test": "node --test", "nose": "nose",
    "nunit": "NUnit (converted)", "perl-tap": "TAP::Formatter::JUnit", "pest": "Pest",
    "phpunit": "PHPUnit", "playwright": "Playwright", "pytest": "pytest", "qttest": "Qt Test",
    "quick-junit": "quick-junit", "robot": "Robot Framework", "rspec": "RSpec", "sbt": "sbt",
    "scalatest": "ScalaTest", "surefire": "Maven Surefire", "swift-test": "swift test",
    "trainer": "trainer", "twister": "Zephyr twister",
    "unittest-xml-reporting": "unittest-xml-reporting", "unknown": "unknown",
    "vitest": "Vitest", "web-test-runner": "Web Test Runner", "xcbeautify": "xcbeautify",
    "xcpretty": "xcpretty",
    "xcresult": "xcresult", "xunit-net": "xUnit.net (converted)",
  ]

  private static let checks = [
    "biome": "Biome", "cfn-lint": "cfn-lint", "checkov": "Checkov", "eslint": "ESLint",
    "golangci-lint": "golangci-lint", "mypy": "mypy", "phpcs": "PHP_CodeSniffer",
    "phpstan": "PHPStan", "rubocop": "RuboCop", "ruff": "ruff", "semgrep": "Semgrep",
    "stylelint": "stylelint", "swiftlint": "SwiftLint", "tflint": "tflint", "trivy": "Trivy",
  ]
}

extension ReadReport {
  /// What was read, a line a case and a line an attempt, for people to look through.
  var listing: String {
    let counts = self.counts.map(String.init).joined(separator: " ")
    var lines = ["\(summary.producer)\(summary.isCheck ? ", a check" : ""): \(counts)"]
    for testCase in cases {
      let id = testCase.id
      let place = testCase.line.map { "\(id.file):\($0)" } ?? id.file
      let parts = [id.suite, id.classname, id.name, place]
      let ordinal = testCase.isAmbiguous ? " #\(id.ordinal)" : ""
      lines.append(parts.joined(separator: " | ") + ordinal)
      lines += testCase.attempts.map(line)
      lines += testCase.properties.map { "  property \($0.name)=\($0.value)" }
      if let output = testCase.output { lines.append("  printed \(firstLine(output))") }
    }
    lines += summary.notes.map { "note: \($0.text)" }
    return lines.joined(separator: "\n") + "\n"
  }

  private func line(_ attempt: Attempt) -> String {
    var parts = ["  \(attempt.outcome.name)"]
    parts.append(attempt.duration.map { "\($0.count) µs" } ?? "no time")
    let texts = [
      ("message", attempt.message), ("type", attempt.type), ("details", attempt.details),
      ("printed", attempt.output),
    ]
    parts += texts.compactMap { name, text in text.map { "\(name) \(firstLine($0))" } }
    return parts.joined(separator: ", ")
  }

  private func firstLine(_ text: String) -> String {
    "'\(text.replacingOccurrences(of: "\n", with: "⏎").prefix(60))'"
  }
}
