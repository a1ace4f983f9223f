/// The name of an entry as it can be shown: nothing is ever written to where it points.
///
/// - Parameters:
///   - bytes: the name in the archive.
///   - isUTF8: whether the archive says that it is UTF-8; otherwise it is tried.
/// - Returns: the name with `/` between its folders, without those that lead up or to the root, and
///   without what a terminal would obey; `unnamed` where nothing is left.
func entryName(_ bytes: [UInt8], isUTF8: Bool = true) -> String {
  let name =
    isUTF8
    ? String(decoding: bytes, as: UTF8.self)
    : String(validating: bytes, as: UTF8.self) ?? textInCodePage437(bytes)
  var shown = String.UnicodeScalarView()
  for scalar in name.unicodeScalars where scalar.isShown {
    shown.append(scalar == "\\" ? "/" : scalar)
  }
  var parts = String(shown).split(separator: "/").filter { $0 != "." && $0 != ".." }
  if let first = parts.first, first.utf8.count == 2, first.last == ":" { parts.removeFirst() }
  return parts.isEmpty ? "unnamed" : parts.joined(separator: "/")
}

extension Unicode.Scalar {
  /// Whether it is a sign of its own, and not one that moves others or ends a line.
  fileprivate var isShown: Bool {
    if isASCII { return value >= 0x20 && value != 0x7F }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return false
    default: return true
    }
  }
}

/// Text in the code page of the first PCs, which zip archives have where they do not say otherwise.
///
/// Source: Unicode consortium, MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT.
private func textInCodePage437(_ bytes: [UInt8]) -> String {
  var scalars = String.UnicodeScalarView()
  for byte in bytes {
    scalars.append(byte < 0x80 ? Unicode.Scalar(byte) : upperHalfOfCodePage437[Int(byte) - 0x80])
  }
  return String(scalars)
}

private let upperHalfOfCodePage437 = Array(
  ("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
    + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}").unicodeScalars
)
