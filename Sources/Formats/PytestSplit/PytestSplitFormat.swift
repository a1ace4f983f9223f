import TestModel

/// Reads the durations that pytest-split keeps: by node, or (its old form) pairs of node and time.
struct PytestSplitFormat: JSONFormat {
  enum Place { case durations, duration, pair }

  static let name = "pytest-split"

  var teller: CaseTeller

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.durations)
    case (.durations, .some): .take(.duration)
    case (.durations, nil): .take(.pair)
    default: .skip
    }
  }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws {
    let pair = value.elements
    let node = key ?? pair.first?.text ?? ""
    let seconds = key == nil ? pair.dropFirst().first?.number : value.number
    guard !node.isEmpty, let time = reportedTime(seconds: seconds) else { return }
    try teller.tell(ReportedTiming(kind: .testname, item: node, duration: time))
    let file = node.split(separator: "::", maxSplits: 1).first.map(String.init) ?? node
    try teller.tell(ReportedTiming(kind: .file, item: file, duration: time))
  }
}
