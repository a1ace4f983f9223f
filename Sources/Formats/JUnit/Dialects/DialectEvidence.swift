/// What a report shows of its producer until its first case ends.
///
/// Bounded: the first suites, properties and attributes, and the beginning of each value.
struct DialectEvidence {
  /// An element with its attributes.
  struct Element {
    var name: String
    var attributes: [String: String]
    /// The names of the attributes in the report's order, with a space before each.
    ///
    /// A producer writes from one piece of code, and so in one order: that tells apart producers
    /// that write the same attributes.
    var shape = ""

    subscript(_ attribute: String) -> String { attributes[attribute] ?? "" }

    func has(_ attribute: String) -> Bool { attributes[attribute] != nil }

    /// Whether the attributes are these in this order; those that end in `?` may be missing.
    func isShaped(_ pattern: StaticString) -> Bool {
      var rest = shape.utf8[...]
      var isOver = false
      pattern.withUTF8Buffer { bytes in
        var position = 0
        while position < bytes.count {
          let end = bytes[position...].firstIndex(of: UInt8(ascii: " ")) ?? bytes.count
          let isOptional = bytes[end - 1] == UInt8(ascii: "?")
          let name = bytes[position..<(isOptional ? end - 1 : end)]
          let after = rest.dropFirst(name.count + 1)
          let isHere =
            rest.dropFirst().starts(with: name)
            && (after.isEmpty || after.first == UInt8(ascii: " "))
          if isHere {
            rest = after
          } else if !isOptional {
            isOver = true
            return
          }
          position = end + 1
        }
      }
      return !isOver && rest.isEmpty
    }
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

  /// The suite that began last before the first case: the one around it.
  var suite: Element { suites.last ?? Element(name: "", attributes: [:]) }

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
