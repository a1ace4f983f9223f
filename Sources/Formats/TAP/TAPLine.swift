/// A line of a TAP stream.
enum TAPLine {
  case version
  case plan(Int)
  case point(TAPPoint)
  case subtest(String)
  case comment(String)
  case bailOut(String)
  case endOfSubtest
  case foreign

  /// Reads a line without its indentation.
  init(_ line: ArraySlice<UInt8>) {
    switch line.first {
    case UInt8(ascii: "o"), UInt8(ascii: "n"): self = TAPPoint(line).map { .point($0) } ?? .foreign
    case UInt8(ascii: "#"): self = TAPLine.comment(line)
    case UInt8(ascii: "1"): self = TAPLine.plan(line)
    case UInt8(ascii: "T"): self = line.starts(with: "TAP version ".utf8) ? .version : .foreign
    case UInt8(ascii: "B") where line.starts(with: "Bail out!".utf8):
      self = .bailOut(trimmed(text(line.dropFirst("Bail out!".utf8.count))) ?? "")
    case UInt8(ascii: "}") where line.count == 1: self = .endOfSubtest
    default: self = .foreign
    }
  }

  private static func comment(_ line: ArraySlice<UInt8>) -> TAPLine {
    let mark = "# Subtest"
    guard line.starts(with: mark.utf8) else {
      return .comment(text(line.dropFirst().drop { $0 == UInt8(ascii: " ") }))
    }
    let name = line.dropFirst(mark.utf8.count).drop {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ")
    }
    return .subtest(text(name))
  }

  private static func plan(_ line: ArraySlice<UInt8>) -> TAPLine {
    guard line.starts(with: "1..".utf8) else { return .foreign }
    let rest = line.dropFirst(3)
    let digits = rest.prefix(while: isDigit)
    let after = rest.dropFirst(digits.count).drop(while: isSpace)
    guard let count = Int(text(digits)), count <= 1_000_000_000,
      after.isEmpty || after.first == UInt8(ascii: "#")
    else { return .foreign }
    return .plan(count)
  }
}

/// Whether a byte is a digit in ASCII.
func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

/// Bytes of UTF-8 as text.
func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
