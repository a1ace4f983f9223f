/// A text as quoted-printable, in lines of at most 76 characters that end with CR LF.
///
/// Source: RFC 2045, section 6.7. What it writes has no `=_`, so that a boundary with it is in no body.
func quotedPrintable(_ text: String) -> String {
  var result = ""
  var bytes: [UInt8] = []
  for byte in text.utf8 where byte != UInt8(ascii: "\r") {
    if byte == UInt8(ascii: "\n") {
      result += quotedLine(bytes) + "\r\n"
      bytes.removeAll(keepingCapacity: true)
    } else {
      bytes.append(byte)
    }
  }
  return bytes.isEmpty ? result : result + quotedLine(bytes) + "\r\n"
}

private func quotedLine(_ bytes: [UInt8]) -> String {
  var line = ""
  var length = 0
  for (position, byte) in bytes.enumerated() {
    let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    let isLast = position == bytes.count - 1
    // A dot that begins a line is a matter of SMTP, which some senders forget.
    let isPlain =
      (33...126).contains(byte) && byte != UInt8(ascii: "=")
      && !(length == 0 && byte == UInt8(ascii: "."))
      || isBlank && !isLast
    let token = isPlain ? String(UnicodeScalar(byte)) : "=" + hexadecimal(byte)
    // One place is left for the sign of a soft break.
    if length + token.utf8.count > 75 {
      line += "=\r\n"
      length = 0
    }
    line += token
    length += token.utf8.count
  }
  return line
}

private func hexadecimal(_ byte: UInt8) -> String {
  let digits = Array("0123456789ABCDEF")
  return String([digits[Int(byte / 16)], digits[Int(byte % 16)]])
}
