import TestModel

/// Reads what Rust's libtest (`--format json`) and cargo-nextest (`--message-format libtest-json`)
/// print.
///
/// nextest puts the binary before the test's name, `@stress-N` after the binary and `#N` after a
/// test that it ran N times; stress runs of a test are attempts of one case.
struct LibtestFormat: JSONFormat {
  enum Place { case event }

  static let name = "libtest JSON"
  static let isLines = true

  var teller: CaseTeller
  private var openSuites = 0

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    place == nil ? .take(.event) : .skip
  }

  mutating func take(_ event: JSONValue, at place: Place, key: String?, line: Int) throws {
    switch (event["type"]?.text, event["event"]?.text) {
    case ("suite", "started"): openSuites += 1
    case ("suite", _): openSuites -= 1
    case ("test", "ok"), ("test", "failed"), ("test", "ignored"), ("test", "allowed_failure"):
      try tell(event)
    case ("bench", _): try tell(event)
    default: break
    }
  }

  mutating func finish(isWhole: Bool) throws {
    guard openSuites > 0 else { return }
    teller.summary.isTruncated = true
    teller.note("a test binary has no end: the tests that were running are left out")
  }

  private mutating func tell(_ event: JSONValue) throws {
    guard let name = event["name"]?.text else { return }
    let parsed = LibtestName(name)
    if parsed.isOfNextest { teller.summary.producer = "cargo-nextest" }
    let last = attempt(of: event)
    let failed = Attempt(outcome: .failed)
    let earlier = last.outcome == .skipped ? 0 : parsed.attempts - 1
    let testCase = ReportedCase(
      id: TestID(suite: parsed.binary, classname: parsed.binary, name: parsed.test),
      attempts: Array(repeating: failed, count: earlier) + [last]
    )
    try teller.tell(testCase, namesake: parsed.isStressed ? .retry : .otherCase)
  }

  private func attempt(of event: JSONValue) -> Attempt {
    let output = event["stdout"]?.text
    var attempt = Attempt(
      outcome: .passed,
      duration: reportedTime(seconds: event["exec_time"]?.number)
    )
    switch event["event"]?.text {
    case "ignored":
      attempt.outcome = .skipped
      attempt.message = event["message"]?.text
    case "failed":
      attempt.outcome = .failed
      attempt.message = event["message"]?.text ?? panicMessage(in: output)
      attempt.details = output
      if let reason = event["reason"]?.text {
        attempt.outcome = .errored
        attempt.message = attempt.message ?? reason
        attempt.type = "timeout"
      }
    case "allowed_failure":
      attempt.outcome = .skipped
      attempt.type = "allowed_failure"
    default: break
    }
    return attempt
  }
}

/// What the name of a test in libtest's events says.
struct LibtestName {
  var binary = ""
  var test: String
  var attempts = 1
  var isStressed = false

  var isOfNextest: Bool { !binary.isEmpty }

  init(_ name: String) {
    test = name
    guard let dollar = name.firstIndex(of: "$") else { return }
    binary = String(name[..<dollar])
    test = String(name[name.index(after: dollar)...])
    if let stress = binary.firstRange(of: "@stress-") {
      isStressed = true
      binary = String(binary[..<stress.lowerBound])
    }
    if let mark = test.lastIndex(of: "#"), let count = Int(test[test.index(after: mark)...]),
      (2...1000).contains(count)
    {
      attempts = count
      test = String(test[..<mark])
    }
  }
}

/// What a panic says: the line after `panicked at`, or, before Rust 1.73, what is in quotes there.
private func panicMessage(in output: String?) -> String? {
  guard let output, let mark = output.firstRange(of: "panicked at ") else { return nil }
  let rest = output[mark.upperBound...]
  let line = rest.prefix { $0 != "\n" }
  if line.first == "'", let end = line.lastIndex(of: "'"), end > line.startIndex {
    return String(line[line.index(after: line.startIndex)..<end])
  }
  return firstLine(of: String(rest.dropFirst(line.count).prefix(4096))) ?? String(line)
}
