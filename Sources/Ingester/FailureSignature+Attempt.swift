public import TestModel

extension FailureSignature {
  /// The bytes of a failure that its signature is made of, that its sample keeps, and that are
  /// looked at beyond those for secrets that the cut would halve.
  private static let longestText = 240
  private static let longestSample = 8192
  private static let longestSecret = 1024

  /// The signature of a failed attempt: its type and the telling line of its message, folded, and
  /// the innermost frames of the project's own code; none when the report says nothing about the
  /// failure.
  ///
  /// - Parameters:
  ///   - attempt: the attempt that failed.
  ///   - checkoutFolders: the folders under which paths are made relative.
  ///   - mask: hides secrets in the words and the sample.
  public init?(
    _ attempt: Attempt,
    checkoutFolders: [String] = [],
    mask: SecretMask = SecretMask()
  ) {
    let line = FailureSignature.tellingLine(of: attempt).map(mask.masking)
    let type = attempt.type.flatMap { $0.isEmpty ? nil : $0.trimmingSpaces }
    // Many producers repeat the type at the start of the message.
    let isRepeated = type.flatMap { type in line.map { $0.hasPrefix(type) } } ?? false
    let kept = [isRepeated ? nil : type, line].compactMap { $0 }.filter { !$0.isEmpty }
    guard !kept.isEmpty else { return nil }
    let words = kept.joined(separator: ": ").truncated(toBytes: 2 * FailureSignature.longestText)
    self.init(
      text: foldingMessage(words, checkoutFolders: checkoutFolders)
        .truncated(toBytes: FailureSignature.longestText),
      sample: FailureSignature.sample(of: attempt, mask: mask),
      frames: FailureSignature.frames(of: attempt, checkoutFolders: checkoutFolders)
    )
  }

  /// The words that tell most, of the details where the message says only that there is a failure.
  private static func tellingLine(of attempt: Attempt) -> String? {
    var generic: String?
    for words in [attempt.message, attempt.details] {
      guard var words else { continue }
      let (text, isGeneric) = words.withUTF8 { buffer in
        let bytes = TextBytes(buffer)
        let lines = bytes.tellingWords()
        let text = lines.map { line in
          let end = min(line.upperBound, line.lowerBound + longestSecret)
          return bytes.text(line.lowerBound..<bytes.characterStart(end))
        }
        return (text.joined(separator: " "), lines.count == 1 && bytes.isGeneric(lines[0]))
      }
      if !text.isEmpty, !isGeneric { return text }
      if isGeneric { generic = generic ?? text }
    }
    return generic
  }

  private static func frames(of attempt: Attempt, checkoutFolders: [String]) -> String {
    for text in [attempt.details, attempt.message] {
      guard var text else { continue }
      let frames = text.withUTF8 { buffer in
        let bytes = TextBytes(buffer)
        guard let plain = bytes.withoutEscapes() else {
          return ProjectFrames(bytes, checkoutFolders: checkoutFolders).text
        }
        return plain.withUnsafeBufferPointer {
          ProjectFrames(TextBytes($0), checkoutFolders: checkoutFolders).text
        }
      }
      if !frames.isEmpty { return frames }
    }
    return ""
  }

  private static func sample(of attempt: Attempt, mask: SecretMask) -> String {
    let limit = longestSample + longestSecret
    let message = attempt.message?.truncated(toBytes: limit)
    let details = attempt.details?.truncated(toBytes: limit)
    // Many producers repeat the message at the start of the details.
    let isRepeated = message.flatMap { message in details.map { $0.hasPrefix(message) } } ?? false
    let whole = [isRepeated ? nil : message, details].compactMap { $0 }.joined(separator: "\n")
    return mask.masking(whole.truncated(toBytes: limit)).truncated(toBytes: longestSample)
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = self
    return text.withUTF8 { buffer in
      let bytes = TextBytes(buffer)
      return bytes.text(bytes.trimmed(0..<bytes.count))
    }
  }
}
