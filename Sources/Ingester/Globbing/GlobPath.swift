/// A pattern without braces, folder by folder.
struct GlobPath: Sendable {
  enum Segment: Sendable {
    case literal([UInt8])
    case pattern(WildcardPattern)
    /// `**`: any number of folders, also none.
    case anyFolders
  }

  let isAbsolute: Bool
  /// Without `.` and what is empty; `..` is a literal.
  let segments: [Segment]
  /// Whether it ends in a slash, and so names folders alone.
  let namesFolders: Bool

  init(_ pattern: [UInt8]) {
    let slash = UInt8(ascii: "/")
    isAbsolute = pattern.first == slash
    namesFolders = pattern.last == slash
    var segments: [Segment] = []
    for segment in pattern.split(separator: slash) where !segment.elementsEqual(".".utf8) {
      if segment.elementsEqual("**".utf8) {
        if case .anyFolders = segments.last { continue }
        segments.append(.anyFolders)
      } else {
        let wildcard = WildcardPattern(segment)
        segments.append(wildcard.literal.map { .literal($0) } ?? .pattern(wildcard))
      }
    }
    self.segments = segments
  }
}
