/// Hides secrets in texts that are stored and shown: tokens of well-known shapes, what is assigned to
/// names like `password`, and the values of environment variables that look secret.
///
/// A mask is made once for many texts; masking is linear in the text, and masks nothing twice.
/// Identities, such as the names of tests, are not masked: they would be other ones.
public struct SecretMask: Sendable {
  private let values: SecretValues

  /// Creates a mask.
  ///
  /// - Parameter environment: the environment in which the tests ran, whose secret values are hidden
  ///   as well.
  public init(environment: [String: String] = [:]) {
    values = SecretValues(environment: environment)
  }

  /// The text with `[masked …]` in place of each secret.
  public func masking(_ text: String) -> String {
    var text = text
    let masked = text.withUTF8 { buffer -> [UInt8]? in
      var scanner = SecretScanner(bytes: TextBytes(buffer), values: values)
      return scanner.mask()
    }
    return masked.map { String(decoding: $0, as: UTF8.self) } ?? text
  }
}

/// A part of a text that is secret.
struct Secret {
  /// What it is, in words.
  var kind: StaticString
  var range: Range<Int>
}

/// Walks over a text once and copies what is not secret.
struct SecretScanner {
  let bytes: TextBytes
  let values: SecretValues
  /// The shapes of tokens, kept here so that they are fetched once for a text.
  let shapes = TokenShapes.all
  /// Up to here the text is copied or masked: what is behind is not looked at again.
  private(set) var floor = 0
  private var output: [UInt8] = []
  /// Before this place no private key ends: it was looked for already.
  var searchedForKeyEnd = 0

  init(bytes: TextBytes, values: SecretValues) {
    self.bytes = bytes
    self.values = values
  }

  /// The text without its secrets; none where it has none.
  mutating func mask() -> [UInt8]? {
    let rare = SecretScanner.triggers | values.firstBytes
    var start = 0
    while let index = bytes.firstIndex(from: start, of: rare) {
      if let secret = secret(at: index) ?? variable(at: index) {
        append(secret)
        start = max(index, floor)
      } else {
        start = index + 1
      }
    }
    guard floor > 0 else { return nil }
    output.append(contentsOf: bytes[floor..<bytes.count])
    return output
  }

  /// The value of a secret variable at a place.
  private func variable(at index: Int) -> Secret? {
    guard values.pairs.contains(bytes[index], bytes[index + 1]),
      let end = values.end(in: bytes, at: index)
    else { return nil }
    return Secret(kind: "secret variable", range: index..<end)
  }

  private mutating func append(_ secret: Secret) {
    output.append(contentsOf: bytes[floor..<secret.range.lowerBound])
    output.append(contentsOf: "[masked ".utf8)
    output.append(
      contentsOf: UnsafeBufferPointer(
        start: secret.kind.utf8Start,
        count: secret.kind.utf8CodeUnitCount
      )
    )
    output.append(UInt8(ascii: "]"))
    floor = max(secret.range.upperBound, floor + 1)
  }

  /// The bytes that all shapes have near their start: hyphens, underscores and dots of prefixes, `:`
  /// and `=` of assignments, addresses and headers, and letters where there is nothing rarer.
  private static let triggers =
    ByteSet("_") | ByteSet("-") | ByteSet(":") | ByteSet("=") | ByteSet("J") | ByteSet("K")
    | ByteSet("S") | ByteSet("z") | ByteSet("B") | ByteSet("b") | ByteSet(".")

  private mutating func secret(at index: Int) -> Secret? {
    let secret: Secret? =
      switch bytes[index] {
      case UInt8(ascii: "."), UInt8(ascii: "_"): shaped(around: index)
      case UInt8(ascii: "-"): keyBlock(at: index) ?? option(at: index) ?? shaped(around: index)
      case UInt8(ascii: ":"): address(at: index) ?? assignment(at: index)
      case UInt8(ascii: "="): assignment(at: index)
      case UInt8(ascii: "B"), UInt8(ascii: "b"): credentials(at: index)
      case UInt8(ascii: "J"): webToken(at: index - 2)
      case UInt8(ascii: "K"), UInt8(ascii: "S"): amazonKey(at: index - 1)
      case UInt8(ascii: "z"): googleKey(at: index - 2)
      default: nil
      }
    guard let secret, secret.range.lowerBound >= floor else { return nil }
    return secret
  }
}
