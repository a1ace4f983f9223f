extension DialectEvidence {
  /// An element with its attributes.
  struct Element {
    var name = ""
    /// The attributes in the report's order.
    ///
    /// A producer writes from one piece of code, and so in one order: that tells apart producers
    /// that write the same attributes. Few, so that a walk is faster than a hash.
    private(set) var attributes: [(name: String, value: String)] = []

    /// The value of an attribute; empty where there is none.
    subscript(_ attribute: String) -> String {
      attributes.first { $0.name == attribute }?.value ?? ""
    }

    func has(_ attribute: String) -> Bool { attributes.contains { $0.name == attribute } }

    mutating func add(_ attribute: String, _ value: String) {
      if attributes.count < DialectEvidence.most { attributes.append((attribute, value)) }
    }

    /// Whether the attributes are these in this order; those that end in `?` may be missing.
    func isShaped(_ pattern: StaticString) -> Bool {
      pattern.withUTF8Buffer { pattern in
        var rest = attributes[...]
        var words = pattern[...]
        while !words.isEmpty {
          var word = words.prefix { $0 != UInt8(ascii: " ") }
          words = words.dropFirst(word.count + 1)
          let mayBeMissing = word.last == UInt8(ascii: "?")
          if mayBeMissing { word.removeLast() }
          if let next = rest.first, next.name.utf8.elementsEqual(word) {
            rest.removeFirst()
          } else if !mayBeMissing {
            return false
          }
        }
        return rest.isEmpty
      }
    }
  }
}
