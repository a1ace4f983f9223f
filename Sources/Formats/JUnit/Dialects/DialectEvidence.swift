/// What a report shows of its producer until its first case ends.
///
/// Bounded: the first suites, properties and attributes, and the beginning of each value.
struct DialectEvidence {
  /// An element with its attributes.
  struct Element {
    var name: String
    var attributes: [String: String]

    subscript(_ attribute: String) -> String { attributes[attribute] ?? "" }

    func has(_ attribute: String) -> Bool { attributes[attribute] != nil }
  }

  /// The elements and properties that are kept at most.
  static let most = 64

  /// The root element.
  var root = Element(name: "", attributes: [:])
  /// The suites in the order in which they begin; the root is among them where it is a suite.
  private(set) var suites: [Element] = []
  /// The properties of the suites.
  private(set) var properties: [String: String] = [:]
  /// The first case.
  private(set) var testCase = Element(name: "", attributes: [:])
  /// How many suites were open around the first case, the root included.
  private(set) var depth = 0
  /// What stands in the first case: its failures, properties and outputs.
  private(set) var children: [Element] = []

  /// Whether the report has a suite of this name.
  func hasSuite(named name: String) -> Bool { suites.contains { $0["name"] == name } }

  mutating func add(suite: Element) {
    if suites.count < DialectEvidence.most { suites.append(suite) }
  }

  mutating func add(property name: String, _ value: String) {
    if properties.count < DialectEvidence.most { properties[name] = value }
  }

  mutating func add(testCase element: Element, depth: Int) {
    testCase = element
    self.depth = depth
  }

  mutating func add(child: Element) {
    if children.count < DialectEvidence.most { children.append(child) }
  }

  /// The dialect that the evidence speaks for.
  var dialect: Dialect { Dialect.all.first { $0.isRecognized(self) } ?? .unknown }
}
