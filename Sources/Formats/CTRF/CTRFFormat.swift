import TestModel

/// Reads a report in the Common Test Report Format.
struct CTRFFormat: JSONFormat {
  enum Place { case document, results, tool, summary, tests, test }

  static let name = "CTRF"

  var teller: CaseTeller

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.document)
    case (.document, "results"): .walk(.results)
    case (.results, "tool"): .take(.tool)
    case (.results, "summary"): .take(.summary)
    case (.results, "tests"): .walk(.tests)
    case (.tests, nil): .take(.test)
    default: .skip
    }
  }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws {
    switch place {
    case .tool:
      if let tool = value["name"]?.text { teller.summary.producer = "CTRF (\(tool))" }
    case .summary: teller.began(at: reportedMoment(milliseconds: value["start"]?.number))
    case .test:
      if value["status"]?.text.flatMap(ctrfOutcome) == nil {
        teller.note("a status that CTRF does not have is taken for a skip", line: line)
      }
      try teller.tell(ctrfCase(value))
    default: break
    }
  }
}
