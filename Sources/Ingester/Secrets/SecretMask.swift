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
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if SecretScanner.triggers.contains(byte), let secret = secret(at: index) {
        append(secret)
        index = max(index, floor)
        continue
      }
      if values.mayStart(byte, bytes[index + 1]), let end = values.end(in: bytes, at: index) {
        append(Secret(kind: "secret variable", range: index..<end))
        index = floor
        continue
      }
      index += 1
    }
    guard floor > 0 else { return nil }
    output.append(contentsOf: bytes[floor..<bytes.count])
    return output
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
    | ByteSet("S") | ByteSet("I") | ByteSet("B") | ByteSet("b") | ByteSet(".") | ByteSet("R")

  private mutating func secret(at index: Int) -> Secret? {
    let secret: Secret? =
      switch bytes[index] {
      case UInt8(ascii: ":"): address(at: index) ?? assignment(at: index)
      case UInt8(ascii: "="): assignment(at: index)
      case UInt8(ascii: "B"), UInt8(ascii: "b"): credentials(at: index)
      case UInt8(ascii: "-"): keyBlock(at: index) ?? option(at: index) ?? token(around: index)
      default: token(around: index)
      }
    guard let secret, secret.range.lowerBound >= floor else { return nil }
    return secret
  }
}
