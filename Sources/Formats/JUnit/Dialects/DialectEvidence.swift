/// What a report shows of its producer until its first case ends.
///
/// Bounded: the first suites, properties and attributes, and the beginning of each value.
struct DialectEvidence {
  /// The elements and properties that are kept at most.
  static let most = 64

  /// The root element.
  var root = Element()
  /// The suites in the order in which they begin; the root is among them where it is a suite.
  private(set) var suites: [Element] = []
  /// The properties of the suites.
  private(set) var properties: [String: String] = [:]
  /// The first case.
  private(set) var testCase = Element()
  /// How many suites were open around the first case, the root included.
  private(set) var depth = 0
  /// What stands in the first case: its failures, properties and outputs.
  private(set) var children: [Element] = []

  /// The suite that began last before the first case: the one around it.
  private(set) var suite = Element()

  /// Whether there was a case.
  var hasCase: Bool { !testCase.name.isEmpty }

  /// Whether the root is a suite and not the list of them.
  var rootIsSuite: Bool { root.name == "testsuite" }

  /// Whether the report has a suite of this name.
  func hasSuite(named name: String) -> Bool { suites.contains { $0["name"] == name } }

  /// Whether a suite has a property of this name.
  func has(property name: String) -> Bool { properties[name] != nil }

  /// Whether the suite around the first case, or one before it, has these attributes in this order.
  func hasSuite(shaped pattern: StaticString) -> Bool {
    suites.contains { $0.isShaped(pattern) }
  }

  mutating func add(suite: Element) {
    self.suite = suite
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
  ///
  /// Names that a producer alone gives stand before orders of attributes.
  var dialect: Dialect {
    Dialect.named.first { $0.isRecognized(self) } ?? linter
      ?? Dialect.shaped.first { $0.isRecognized(self) } ?? .unknown
  }
}
