import TestModel

/// Reads the report of Playwright's JSON reporter.
///
/// Each result of a test is an attempt. The project (a browser, mostly) is part of the identity: the
/// first component of the suite, before nothing else. As in Playwright's JUnit XML the class is the
/// file and the name is the path of titles.
struct PlaywrightFormat: JSONFormat {
  enum Place { case document, config, scalar, stats, errors, error, suites, suite, specs, spec }

  static let name = "Playwright"
  /// The cases of a suite that wait for its title.
  private static let mostHeld = 50_000

  var teller: CaseTeller
  private var config = PlaywrightConfig()
  private var suites: [PlaywrightSuite] = []

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.document)
    case (.document, "config"): .walk(.config)
    case (.config, "rootDir"), (.config, "configFile"): .take(.config)
    case (.document, "suites"), (.suite, "suites"): .walk(.suites)
    case (.document, "stats"): .take(.stats)
    case (.document, "errors"): .walk(.errors)
    case (.errors, nil): .take(.error)
    case (.suites, nil): .walk(.suite)
    case (.suite, "title"), (.suite, "file"), (.suite, "line"): .take(.scalar)
    case (.suite, "specs"): .walk(.specs)
    case (.specs, nil): .take(.spec)
    default: .skip
    }
  }

  mutating func enter(_ place: Place) {
    if case .suite = place { suites.append(PlaywrightSuite()) }
  }

  mutating func restart() { suites = [] }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws {
    switch place {
    case .config: config.take(value.text ?? "", as: key ?? "")
    case .stats: teller.began(at: value["startTime"]?.text.flatMap { Timestamp(iso8601: $0) })
    case .error: teller.note("outside of any test: \(playwrightMessage(value) ?? "an error")")
    case .scalar: suites[suites.count - 1].take(value, as: key ?? "")
    case .spec:
      for testCase in playwrightCases(of: value, suite: suites.last?.file ?? "", config: config) {
        suites[suites.count - 1].cases.append(testCase)
      }
      try tellWhatIsNamed()
    default: break
    }
  }

  mutating func leave(_ place: Place) throws {
    guard case .suite = place, let suite = suites.popLast() else { return }
    let cases = suite.namedCases(isFile: suites.isEmpty)
    if suites.isEmpty {
      for testCase in cases { try teller.tell(testCase) }
    } else {
      suites[suites.count - 1].cases += cases
    }
  }

  mutating func finish(isWhole: Bool) throws {
    while !suites.isEmpty { try leave(.suite) }
  }

  /// Tells the cases at hand once the titles of all suites around them are known, which they are
  /// unless a tool has sorted the keys.
  private mutating func tellWhatIsNamed() throws {
    guard var suite = suites.last,
      suites.allSatisfy({ $0.title != nil }) || suite.cases.count > Self.mostHeld
    else { return }
    suites[suites.count - 1].cases = []
    var cases = suite.namedCases(isFile: suites.count == 1)
    for depth in suites.indices.dropLast().reversed() {
      suite = suites[depth]
      suite.cases = cases
      cases = suite.namedCases(isFile: depth == 0)
    }
    for testCase in cases { try teller.tell(testCase) }
  }
}

/// Where the source files of a Playwright report are.
struct PlaywrightConfig {
  private var rootDir = ""
  private var configFile = ""

  mutating func take(_ path: String, as key: String) {
    if key == "rootDir" { rootDir = path } else { configFile = path }
  }

  /// A file, which the report names from the folder of the tests, from the folder of the settings:
  /// mostly the root of the repository.
  func path(of file: String) -> String {
    let root = rootDir.split(separator: "/")
    let folder = configFile.split(separator: "/").dropLast()
    guard !file.hasPrefix("/"), !configFile.isEmpty, root.starts(with: folder) else { return file }
    return (root.dropFirst(folder.count) + [Substring(file)]).joined(separator: "/")
  }
}

/// A suite of a Playwright report while it is open.
struct PlaywrightSuite {
  var title: String?
  var file = ""
  var cases: [ReportedCase] = []

  mutating func take(_ value: JSONValue, as key: String) {
    if key == "title" { title = value.text ?? "" }
    if key == "file" { file = value.text ?? "" }
  }

  /// The cases with the suite's title before their names; the title of a file is no part of them.
  func namedCases(isFile: Bool) -> [ReportedCase] {
    guard !isFile, let title, !title.isEmpty else { return cases }
    return cases.map { testCase in
      var named = testCase
      named.id.name = "\(title) › \(testCase.id.name)"
      return named
    }
  }
}
