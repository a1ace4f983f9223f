public import StatisticsCore
import TestModel

/// The weekly review as one message of mail, in plain text and in HTML, for a program that sends mail.
///
/// The same values give the same bytes: the boundary between the parts is made of their content.
public func reviewEmail(
  _ review: WeeklyReview,
  _ assumptions: ReviewAssumptions = ReviewAssumptions(),
  envelope: MailEnvelope = MailEnvelope()
) -> String {
  let page = ReviewPage(review, assumptions)
  let text = quotedPrintable(page.plainText)
  let html = quotedPrintable(page.mailHTML.markup)
  let digest = Array((text + html).utf8).withUnsafeBufferPointer { xxHash64($0) }
  let boundary = "=_evenkeel_\(String(digest, radix: 16))"
  func part(_ type: String, _ body: String) -> String {
    "--\(boundary)\r\nContent-Type: text/\(type); charset=utf-8\r\n"
      + "Content-Transfer-Encoding: quoted-printable\r\n\r\n" + body
  }
  return headers(page, envelope, boundary: boundary).map { $0 + "\r\n" }.joined() + "\r\n"
    + part("plain", text) + part("html", html) + "--\(boundary)--\r\n"
}

private func headers(
  _ page: ReviewPage,
  _ envelope: MailEnvelope,
  boundary: String
) -> [String] {
  let told: [(name: String, value: String?)] = [
    ("From", envelope.from?.header),
    ("To", envelope.to.isEmpty ? nil : envelope.to.map(\.header).joined(separator: ",\r\n ")),
    ("Subject", encodedWords(page.title)), ("Date", envelope.date?.mailDate),
    ("MIME-Version", "1.0"),
    ("Content-Type", "multipart/alternative; boundary=\"\(boundary)\""),
    // Nobody is to answer that they are on vacation (RFC 3834).
    ("Auto-Submitted", "auto-generated"),
  ]
  return told.compactMap { header in header.value.map { "\(header.name): \($0)" } }
}

extension ReviewPage {
  /// The page in plain text, in lines of at most 78 characters.
  fileprivate var plainText: String {
    let head = [title + "\n" + String(repeating: "=", count: title.count) + "\n"]
    let answer = [subtitle] + answer
    return
      (head + answer.map { wrapped($0.plain, width: 78) } + sections.map(\.plainText))
      .joined(separator: "\n")
  }
}

extension ReviewPage.Section {
  fileprivate var plainText: String {
    let rule = String(repeating: "-", count: title.count)
    return (["\(title)\n\(rule)\n"] + blocks.map(\.plainText).filter { !$0.isEmpty })
      .joined(separator: "\n")
  }
}

extension ReviewPage.Block {
  fileprivate var plainText: String {
    switch self {
    case .paragraph(let text): return wrapped(text.plain, width: 78)
    case .note, .chart: return ""
    case .table(let table):
      return wrapped(table.caption + ":", width: 78)
        + table.lines(rows: table.mostShown).map { item($0.plain) }.joined()
    case .list(let title, let items, let most):
      let more = items.count > most ? item("and \(grouped(items.count - most)) more") : ""
      return (title.isEmpty ? "" : wrapped(title + ":", width: 78))
        + items.prefix(most).map { item($0.plain) }.joined() + more
    }
  }
}

private func item(_ text: String) -> String {
  "- " + wrapped(text, indent: 2, width: 78).dropFirst(2)
}
