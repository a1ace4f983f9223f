import TestModel

/// Reads what `go test -json` prints.
///
/// The cases of a package are told when the package ends: only then is it known whether its results
/// are cached ones, which are no runs. A package that ran before in the same stream was rerun
/// (`gotestsum --rerun-fails`): its cases are further attempts.
struct GoTestFormat: JSONFormat {
  enum Place { case event }

  static let name = "go test -json"
  static let isLines = true
  /// The cases that are held for the ends of their packages.
  private static let mostCases = 100_000
  /// The bytes of output that are held for the ends of their packages; the rest is passed over.
  private static let mostOutput = 32 * 1_048_576
  /// The packages that may be open at once.
  private static let mostPackages = 10_000

  var teller: CaseTeller
  private var packages: [String: GoPackage] = [:]
  private var builds: [String: BoundedText] = [:]
  private var held = 0
  private var output = 0

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    place == nil ? .take(.event) : .skip
  }

  mutating func take(_ event: JSONValue, at place: Place, key: String?, line: Int) throws {
    guard let action = event["Action"]?.text else { return }
    if teller.summary.startedAt == nil, let time = event["Time"]?.text {
      teller.began(at: Timestamp(iso8601: time))
    }
    guard action != "build-output" else { return takeBuildOutput(of: event) }
    guard let name = event["Package"]?.text else { return }
    if let test = event["Test"]?.text {
      try takeTestEvent(action, of: test, in: name, event)
    } else {
      try takePackageEvent(action, of: name, event)
    }
  }

  mutating func finish(isWhole: Bool) throws {
    guard !packages.isEmpty else { return }
    teller.summary.isTruncated = true
    teller.note("packages without an end: the tests that were running are left out")
    try endAllPackages()
  }

  private mutating func takeBuildOutput(of event: JSONValue) {
    guard let path = event["ImportPath"]?.text, let output = event["Output"]?.text,
      builds.count < 100
    else { return }
    builds[path, default: BoundedText()].append(output)
  }

  private mutating func takeTestEvent(
    _ action: String,
    of test: String,
    in name: String,
    _ event: JSONValue
  ) throws {
    switch action {
    case "run" where output < Self.mostOutput:
      change(name) { $0.begin(test) }
    case "output" where output < Self.mostOutput:
      change(name) { $0.add(event["Output"]?.text ?? "", to: test) }
    case "pass", "fail", "skip", "bench":
      let time = reportedTime(seconds: event["Elapsed"]?.number)
      packages[name, default: GoPackage()].end(test, action: action, duration: time)
      held += 1
      if held > Self.mostCases { try tellAllCases() }
    default: break
    }
    if packages.count > Self.mostPackages { try endAllPackages() }
  }

  /// Changes a package that runs, and keeps account of what is held for it.
  private mutating func change(_ name: String, _ body: (inout GoPackage) -> Void) {
    let before = packages[name]?.size ?? 0
    body(&packages[name, default: GoPackage()])
    output += (packages[name]?.size ?? 0) - before
  }

  private mutating func takePackageEvent(
    _ action: String,
    of name: String,
    _ event: JSONValue
  ) throws {
    switch action {
    case "output":
      packages[name, default: GoPackage()].add(output: event["Output"]?.text ?? "")
    case "pass", "skip": try endPackage(name)
    case "fail":
      let build = event["FailedBuild"]?.text.flatMap { builds[$0] }
      packages[name, default: GoPackage()].fail(buildOutput: build?.text ?? "")
      try endPackage(name)
    default:
      // It has begun, and is to end.
      if packages[name] == nil { packages[name] = GoPackage() }
    }
  }

  private mutating func tellAllCases() throws {
    held = 0
    for name in packages.keys.sorted() {
      for testCase in packages[name]?.takeCases() ?? [] { try tell(testCase, of: name) }
    }
  }

  private mutating func endAllPackages() throws {
    for name in packages.keys.sorted() { try endPackage(name) }
  }

  private mutating func endPackage(_ name: String) throws {
    guard var package = packages.removeValue(forKey: name) else { return }
    let cases = package.takeCases()
    held -= min(held, cases.count)
    output -= package.size
    guard !package.isCached else {
      return teller.note("results that go took from its cache are no runs and are left out")
    }
    for testCase in cases { try tell(testCase, of: name) }
  }

  private mutating func tell(_ testCase: GoPackage.Case, of package: String) throws {
    let id = TestID(suite: package, classname: package, name: testCase.name)
    try teller.tell(ReportedCase(id: id, attempts: testCase.attempts), namesake: .retry)
  }
}
