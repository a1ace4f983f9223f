import TestModel

/// Reads CircleCI's test results: pages of its API (`items`), the lines of its command line, and
/// results.json (`tests`).
///
/// A test without a result is a timing.
struct CircleCIFormat: JSONFormat {
  enum Place { case document, tests, test, token, line }

  static let name = "CircleCI"

  var teller: CaseTeller
  private var test: [JSONMember] = []

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.document)
    case (.document, "items"), (.document, "tests"): .walk(.tests)
    case (.document, "next_page_token"): .take(.token)
    // A bare array of tests.
    case (.document, nil), (.tests, nil): .take(.test)
    // One test a line.
    case (.document, "classname"), (.document, "name"), (.document, "file"),
      (.document, "result"), (.document, "run_time"), (.document, "message"),
      (.document, "source"):
      .take(.line)
    default: .skip
    }
  }

  mutating func enter(_ place: Place) { if case .document = place { test = [] } }
  mutating func restart() { test = [] }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws {
    switch place {
    case .test: try tell(value)
    case .line: if test.count < 10 { test.append(JSONMember(name: key ?? "", value: value)) }
    case .token where value.text != nil:
      teller.note("there are more pages: ingest them as well", line: line)
    default: break
    }
  }

  mutating func leave(_ place: Place) throws {
    guard case .document = place, !test.isEmpty else { return }
    try tell(.object(test))
    test = []
  }

  private mutating func tell(_ test: JSONValue) throws {
    let id = TestID(
      classname: test["classname"]?.text ?? "",
      name: test["name"]?.text ?? "",
      file: test["file"]?.text ?? ""
    )
    let time = reportedTime(seconds: test["run_time"]?.number)
    guard let result = test["result"]?.text else { return try tellTimings(of: id, time) }
    guard !id.name.isEmpty || !id.classname.isEmpty || !id.file.isEmpty else { return }
    var attempt = Attempt(outcome: outcome(of: result), duration: time)
    if attempt.outcome != .passed {
      attempt.message = firstLine(of: test["message"]?.text)
      attempt.details = attempt.outcome.isFailure ? test["message"]?.text : nil
    }
    try teller.tell(ReportedCase(id: id, attempts: [attempt]))
  }

  private mutating func tellTimings(of id: TestID, _ time: Microseconds?) throws {
    guard let time else { return }
    let items: [(ReportedTiming.Kind, String)] = [
      (.file, id.file), (.classname, id.classname), (.testname, id.name),
    ]
    for (kind, item) in items where !item.isEmpty {
      try teller.tell(ReportedTiming(kind: kind, item: item, duration: time))
    }
  }

  private mutating func outcome(of result: String) -> Outcome {
    switch result.lowercased() {
    case "success", "passed", "pass": return .passed
    case "failure", "failed", "fail": return .failed
    case "error", "errored": return .errored
    case "skipped", "skip", "pending", "disabled": return .skipped
    default:
      teller.note("a result that CircleCI does not have is taken for a skip")
      return .skipped
    }
  }
}
