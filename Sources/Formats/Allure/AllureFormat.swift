import TestModel

/// Reads Allure's results: one test a file, or several of them after each other or in an array.
///
/// Results that share a `historyId` are attempts of one test, in the order in which they began. In
/// files of their own they are reports of their own: each case has its `historyId` as a property.
struct AllureFormat: JSONFormat {
  enum Place { case document, member, result }

  static let name = "Allure"
  /// The results that are held for their retries.
  private static let mostHeld = 50_000

  var teller: CaseTeller
  private var members: [JSONMember] = []
  private var line = 1
  private var positions: [String: Int] = [:]
  private var held: [[AllureResult]] = []

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.document)
    case (.document, nil): .take(.result)
    case (.document, "steps"), (.document, "attachments"), (.document, "links"): .skip
    case (.document, .some): .take(.member)
    default: .skip
    }
  }

  mutating func enter(_ place: Place) { members = [] }
  mutating func restart() { members = [] }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws {
    if case .result = place { return try add(value, line: line) }
    if members.isEmpty { self.line = line }
    if members.count < 100 { members.append(JSONMember(name: key ?? "", value: value)) }
  }

  mutating func leave(_ place: Place) throws {
    if !members.isEmpty { try add(.object(members), line: line) }
    members = []
  }

  mutating func finish(isWhole: Bool) throws { try tellHeld() }

  private mutating func add(_ value: JSONValue, line: Int) throws {
    // A container, which groups results, has no status.
    guard let result = AllureResult(value, line: line) else { return }
    if let position = positions[result.history] {
      held[position].append(result)
    } else {
      positions[result.history] = held.count
      held.append([result])
    }
    if held.count > Self.mostHeld { try tellHeld() }
  }

  private mutating func tellHeld() throws {
    for results in held {
      let ordered = results.sorted { ($0.start ?? 0) < ($1.start ?? 0) }
      guard var testCase = ordered.last?.testCase else { continue }
      testCase.attempts = ordered.flatMap(\.testCase.attempts)
      teller.began(at: reportedMoment(milliseconds: ordered[0].start))
      try teller.tell(testCase, namesake: .otherCase)
    }
    held = []
    positions = [:]
  }
}
