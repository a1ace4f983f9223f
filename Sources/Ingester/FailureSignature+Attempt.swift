public import TestModel

extension FailureSignature {
  /// The bytes of a failure that its signature is made of, and that its sample keeps.
  private static let longestText = 240
  private static let longestSample = 8192

  /// The signature of a failed attempt: its type and the first line of its message, folded; none
  /// when the report says nothing about the failure.
  public init?(_ attempt: Attempt) {
    let words = attempt.message ?? attempt.details ?? ""
    let firstLine = words.split(whereSeparator: \.isNewline).lazy
      .map { $0.trimmingSpaces }
      .first { !$0.isEmpty }
    let parts = [attempt.type.map { $0.trimmingSpaces }, firstLine]
    // Many producers repeat the type at the start of the message.
    let isRepeated = parts[0].flatMap { type in parts[1].map { $0.hasPrefix(type) } } ?? false
    let kept = parts.dropFirst(isRepeated ? 1 : 0).compactMap { $0 }.filter { !$0.isEmpty }
    guard !kept.isEmpty else { return nil }
    let line = kept.joined(separator: ": ").prefix(2 * FailureSignature.longestText)
    let folded = foldingVolatileParts(line, keepingNumbers: false)
    let whole = [attempt.message, attempt.details].compactMap { $0 }.joined(separator: "\n")
    self.init(
      text: folded.truncated(toBytes: FailureSignature.longestText),
      sample: whole.truncated(toBytes: FailureSignature.longestSample)
    )
  }
}

extension String {
  /// The text cut after whole characters, so that it has at most `limit` bytes of UTF-8.
  func truncated(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var size = 0
    return String(
      prefix { character in
        size += character.utf8.count
        return size <= limit
      }
    )
  }
}

extension StringProtocol {
  fileprivate var trimmingSpaces: String {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}
