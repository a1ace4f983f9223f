import Foundation
public import TestModel

/// What a message has beside its content.
public struct MailEnvelope: Sendable, Hashable {
  /// Who sends it; none where the program that sends it says so.
  public var from: MailAddress?
  /// Who gets it.
  public var to: [MailAddress]
  /// When it was written; none where the program that sends it says so.
  public var date: Timestamp?

  /// Creates an envelope.
  public init(from: MailAddress? = nil, to: [MailAddress] = [], date: Timestamp? = nil) {
    self.from = from
    self.to = to
    self.date = date
  }
}

/// An address of mail, such as `ci@acme.example` or `CI <ci@acme.example>`.
public struct MailAddress: Sendable, Hashable {
  private let name: String
  private let address: String

  /// Reads an address; none for what could be another header, or none at all.
  public init?(_ text: String) {
    var name = ""
    var address = Substring(text)
    if text.hasSuffix(">"), let start = text.lastIndex(of: "<") {
      name = text[..<start].trimmingCharacters(in: .whitespaces)
      address = text[text.index(after: start)...].dropLast()
    }
    let parts = address.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = address.utf8.allSatisfy { (33...126).contains($0) }
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain, address.utf8.count <= 254,
      !address.contains(where: { "<>()[],;:\\\"".contains($0) })
    else { return nil }
    self.name = MarkdownText.oneLine(name, longest: 100)
    self.address = String(address)
  }

  var header: String {
    guard !name.isEmpty else { return address }
    let isPlain = name.utf8.allSatisfy { (32...126).contains($0) }
    let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return (isPlain ? "\"\(quoted)\"" : encodedWords(name)) + " <\(address)>"
  }
}

/// A header's text: as it is where it is short ASCII, in encoded words otherwise.
///
/// Source: RFC 2047, section 2: a word has at most 75 characters, and section 5: none is split within a
/// character.
func encodedWords(_ text: String) -> String {
  let line = MarkdownText.oneLine(text, longest: 400)
  let isPlain = line.utf8.allSatisfy { (32...126).contains($0) } && !line.contains("=?")
  if isPlain, line.utf8.count <= 60 { return line }
  var words: [String] = [""]
  for scalar in line.unicodeScalars {
    let size = words[words.count - 1].utf8.count + String(scalar).utf8.count
    if size > 45 { words.append("") }
    words[words.count - 1].unicodeScalars.append(scalar)
  }
  return words.map { "=?UTF-8?B?\(Data($0.utf8).base64EncodedString())?=" }
    .joined(separator: "\r\n ")
}

extension Timestamp {
  /// The moment as RFC 5322 has it: `Mon, 16 Nov 2026 00:00:00 +0000`.
  var mailDate: String {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let date = CivilDate(day: day)
    let weekday = days[day - ISOWeek(containing: self).monday]
    return "\(weekday), \(date.dayOfMonth) \(months[date.month - 1]) \(date.year) "
      + "\(iso8601.dropFirst(11).prefix(8)) +0000"
  }
}
