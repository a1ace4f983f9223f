import Foundation

/// JSON as this tool writes it: snake_case keys in alphabetical order, no escaped slashes, a newline
/// at the end; the same values give the same bytes.
///
/// - Throws: what the encoder throws for numbers that JSON cannot hold.
public func jsonText(_ document: some Encodable, pretty: Bool = true) throws -> String {
  let encoder = JSONEncoder()
  encoder.keyEncodingStrategy = .convertToSnakeCase
  return try jsonText(document, encoder, pretty: pretty)
}

/// JSON for programs that have keys of their own, which are kept as they are.
func camelCaseJSON(_ document: some Encodable, pretty: Bool = true) throws -> String {
  try jsonText(document, JSONEncoder(), pretty: pretty)
}

private func jsonText(
  _ document: some Encodable,
  _ encoder: JSONEncoder,
  pretty: Bool
) throws -> String {
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
  let text = String(decoding: try encoder.encode(document), as: UTF8.self)
  // The same value where it holds what a CI would obey in the log of a job.
  let inert = inertLogText(text) == text ? text : escaped(text) { $0 == "#" ? "\\u0023" : nil }
  return inert + "\n"
}

extension Double {
  /// The number with at most `places` decimals: what is beyond them is noise, and may differ from
  /// one machine to another.
  func rounded(places: Int) -> Double {
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    return (self * factor).rounded() / factor
  }

  /// A number from 0 to 1 with three digits that count, however small it is.
  var roundedToThreeDigits: Double {
    guard self > 1e-18, self < 1 else { return self <= 1e-18 ? 0 : self }
    var factor = 1000.0
    while self * factor < 100 { factor *= 10 }
    return (self * factor).rounded() / factor
  }
}
