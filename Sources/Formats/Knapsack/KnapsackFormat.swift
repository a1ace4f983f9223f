import TestModel

/// Reads the report that knapsack keeps: the time of each file.
struct KnapsackFormat: JSONFormat {
  enum Place { case report, time }

  static let name = "knapsack"

  var teller: CaseTeller

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.report)
    case (.report, .some): .take(.time)
    default: .skip
    }
  }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws {
    guard let file = key, let time = reportedTime(seconds: value.number) else { return }
    try teller.tell(ReportedTiming(kind: .file, item: file, duration: time))
  }
}
