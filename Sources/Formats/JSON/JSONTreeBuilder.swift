/// Builds one element of a document.
///
/// An element is bounded in the number of its values; one that is larger is not built.
struct JSONTreeBuilder {
  /// The values of one element.
  static let mostValues = 500_000
  /// The bytes of all texts of one element, after which texts are cut short.
  static let mostText = 16 * 1_048_576
  /// What is kept of a text then.
  static let shortText = 256

  private struct Container {
    var key: String?
    var isObject: Bool
    var elements: [JSONValue] = []
    var members: [JSONMember] = []
  }

  private var open: [Container] = []
  private var values = 0
  private var textSize = 0

  /// Whether the element has more values than are built.
  private(set) var isTooLarge = false

  mutating func begin(isObject: Bool, key: String?) {
    if open.isEmpty {
      values = 0
      textSize = 0
      isTooLarge = false
    }
    open.append(Container(key: key, isObject: isObject))
  }

  mutating func add(_ value: JSONValue, key: String?) {
    guard !open.isEmpty, mayGrow() else { return }
    var value = value
    if case .string(let text) = value {
      textSize += text.utf8.count
      if textSize > Self.mostText { value = .string(String(text.prefix(Self.shortText))) }
    }
    insert(value, key: key)
  }

  /// Ends the innermost container; returns the element when that was its outermost one.
  mutating func end() -> JSONValue? {
    guard let container = open.popLast() else { return nil }
    let value: JSONValue =
      container.isObject ? .object(container.members) : .array(container.elements)
    guard !open.isEmpty else { return value }
    if mayGrow() { insert(value, key: container.key) }
    return nil
  }

  mutating func reset() { open = [] }

  private mutating func mayGrow() -> Bool {
    values += 1
    if values > Self.mostValues {
      isTooLarge = true
      for index in open.indices {
        open[index].elements = []
        open[index].members = []
      }
    }
    return !isTooLarge
  }

  private mutating func insert(_ value: JSONValue, key: String?) {
    let last = open.count - 1
    if open[last].isObject {
      open[last].members.append(JSONMember(name: key ?? "", value: value))
    } else {
      open[last].elements.append(value)
    }
  }
}
