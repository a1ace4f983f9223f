/// The elements that a kind of report is made of, for telling its tags from text that looks like one.
struct XMLVocabulary {
  private let known: [[UInt8]]
  private let textual: [Bool]
  private let roots: [[UInt8]]
  /// The elements that may be open at once.
  let deepestNesting: Int

  /// - Parameters:
  ///   - roots: the elements with which a document may start, first the one that holds others.
  ///   - structure: the other elements in which only elements stand.
  ///   - text: the elements that hold text.
  ///   - deepestNesting: the elements that may be open at once.
  init(roots: [String], structure: [String], text: [String], deepestNesting: Int) {
    self.deepestNesting = deepestNesting
    self.roots = roots.map { Array($0.utf8) }
    known = (roots + structure + text).map { Array($0.utf8) }
    textual = (roots + structure).map { _ in false } + text.map { _ in true }
  }

  /// Whether a document may start with an element of this name.
  func isRoot(_ name: XMLName) -> Bool {
    roots.contains { $0 == name.bytes }
  }

  /// Whether the element may hold whole documents, as where reports were put into one by hand.
  func holdsDocuments(_ name: [UInt8]) -> Bool { roots.first == name }

  /// Whether the element holds text; none when it is unknown.
  func holdsText(_ name: XMLName) -> Bool? {
    for (index, other) in known.enumerated()
    where other == name.bytes {
      return textual[index]
    }
    return nil
  }
}
