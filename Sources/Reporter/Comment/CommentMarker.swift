import TestModel

/// The hidden line by which a comment is found again.
struct CommentMarker: Sendable, Hashable {
  /// What every comment of one key has in its first line, and no other comment.
  let label: String
  /// What the comment's content at its commit is named by: the same again has the same.
  let digest: String
  private let head: String

  init(key: String, head: String?, content: String) {
    label = "evenkeel:v1 key=\(Self.token(key)) "
    digest = "digest=\(fingerprint(of: [head ?? "", content]))"
    self.head = Self.token(head ?? "unknown")
  }

  /// The line as a host hides it: in HTML a comment, elsewhere the definition of a link.
  func line(in dialect: CommentDialect) -> String {
    let text = "\(label)head=\(head) \(digest)"
    return dialect.hasHTML ? "<!-- \(text) -->\n" : "[//]: # (\(text))\n\n"
  }

  /// A value of the marker: letters, digits and a few marks, so that nothing can end it; what loses
  /// something on the way is told apart by its fingerprint.
  private static func token(_ text: String) -> String {
    let kept = text.unicodeScalars.prefix(64).map { scalar -> Character in
      let isPlain = scalar.isASCII && scalar.properties.isAlphabetic
      return isPlain || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
    }
    let token = String(kept)
    return token == text ? token : "\(token)-\(fingerprint(of: [text]))"
  }
}
