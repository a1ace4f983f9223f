/// The producers whose way of writing JUnit XML is known by name.
enum Dialect: String {
  case ant, bats, behave, boost, catch2, ctest, cypress, doctest, gotest, googletest, gradle, jest
  case karma, mocha, minitest, nextest, node, phpunit, playwright, pytest, qttest, robot, rspec
  case surefire, swift, unittest, vitest
  case unknown

  /// The producer's name for people.
  var producer: String {
    switch self {
    case .catch2: "Catch2"
    case .ctest: "CTest"
    case .gotest: "go test"
    case .googletest: "GoogleTest"
    case .jest: "Jest"
    case .node: "node --test"
    case .phpunit: "PHPUnit"
    case .qttest: "QtTest"
    case .rspec: "RSpec"
    case .swift: "swift test"
    case .unittest: "unittest-xml-reporting"
    default: rawValue
    }
  }

  /// Whether a second entry of the same name in the same suite is another attempt of the case.
  ///
  /// Go's converters and Gradle's retry plugin write one entry an attempt. Elsewhere two entries of
  /// one name are two cases, mostly parameters that the producer leaves out of the name.
  var writesRetriesAsDuplicates: Bool { self == .gotest || self == .gradle }

  /// Whether the suite's name is no part of a case's identity, because it changes from run to run
  /// (RSpec adds the number of the process) or from machine to machine (PHPUnit: paths).
  var hasUnstableSuites: Bool {
    self == .rspec || self == .phpunit || self == .pytest || self == .unittest
  }
}

/// Collects what tells the producers apart, until the first case ends.
struct DialectEvidence {
  private(set) var dialect = Dialect.unknown

  /// Notes the name of the root or of a suite.
  mutating func suite(named name: String) {
    guard dialect == .unknown else { return }
    switch name {
    case "pytest", "pytest tests": dialect = .pytest
    case "jest tests", "Jest Tests": dialect = .jest
    case "vitest tests": dialect = .vitest
    case "Mocha Tests": dialect = .mocha
    case "AllTests": dialect = .googletest
    case "nextest-run": dialect = .nextest
    case "TestResults": dialect = .swift
    default:
      if name.hasPrefix("rspec") { dialect = .rspec }
      if name.hasSuffix(".bats") { dialect = .bats }
    }
  }

  /// Notes a suite's schema.
  mutating func schema(at location: String) {
    if location.contains("surefire") { dialect = .surefire }
  }

  /// Notes a property of a suite.
  mutating func property(named name: String) {
    guard dialect == .unknown else { return }
    switch name {
    case "go.version": dialect = .gotest
    case "QTestVersion", "QtVersion": dialect = .qttest
    case "surefire.real.class.path", "surefire.test.class.path": dialect = .surefire
    default: if name.hasPrefix("ant.") { dialect = .ant }
    }
  }

  /// Notes the attributes of a case.
  mutating func testCase(hasAssertions: Bool, classname: String, status: String, depth: Int) {
    guard dialect == .unknown else { return }
    if classname == "test", depth <= 4 {
      dialect = .node
    } else if status == "run" || status == "notrun" {
      dialect = .ctest
    } else if hasAssertions, classname.contains("\\") || classname.contains(".") {
      dialect = .phpunit
    }
  }
}
