import Foundation
import TestModel
import Testing

@testable import Reporter
@testable import StatisticsCore

@Suite("The formats of the review")
struct ReviewFormatTests {
  @Test(
    "Hostile names stay text in HTML, on the page and in mail",
    arguments: EscapingTests.hostile
  )
  func html(name: String) {
    let review = ReviewSample.review(named: name)
    for html in [reviewHTML(review), ReviewPage(review, ReviewAssumptions()).mailHTML.markup] {
      let page = ParsedPage(html)
      #expect(page.problem == nil)
      #expect(page.all("script").count <= 1 && page.all("table").count >= 6)
      // The only links are those of the page itself.
      #expect(page.all("a").allSatisfy { $0.attributes["href"]?.hasPrefix("#") ?? false })
      let handlers = page.elements.flatMap(\.attributes.keys).filter { $0.hasPrefix("on") }
      #expect(handlers.isEmpty && page.all("img").isEmpty && page.all("link").isEmpty)
    }
  }

  @Test("In Markdown they add no line, table or heading", arguments: EscapingTests.hostile)
  func markdown(name: String) {
    func shape(_ name: String) -> [String] {
      reviewMarkdown(ReviewSample.review(named: name)).split(
        separator: "\n",
        omittingEmptySubsequences: false
      )
      .map { String($0.prefix(2)) + ($0.hasPrefix("|") ? "\(cells(String($0)))" : "") }
    }
    #expect(shape(name) == shape("plain"))
  }

  /// The cells of a line of a table: pipes that no backslash escapes.
  private func cells(_ line: String) -> Int {
    let scalars = Array(line.unicodeScalars)
    return scalars.indices.count { $0 > 0 && scalars[$0] == "|" && scalars[$0 - 1] != "\\" }
  }

  @Test("In Slack they mention nobody and link nowhere", arguments: EscapingTests.hostile)
  func slack(name: String) throws {
    for text in try slackTexts(ReviewSample.review(named: name)) {
      #expect(!text.contains("<") && !text.contains(">"))
      #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || isVisible($0) || $0 == "\u{200B}" })
    }
  }

  private func slackTexts(_ review: WeeklyReview) throws -> [String] {
    let json = try reviewSlack(review)
    let message = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let blocks = try #require(message?["blocks"] as? [[String: Any]])
    #expect(blocks.count <= 50 && message?["text"] as? String != nil)
    var texts: [String] = []
    for block in blocks {
      let own = (block["text"] as? [String: Any])?["text"] as? String
      let elements = (block["elements"] as? [[String: Any]] ?? []).compactMap {
        $0["text"] as? String
      }
      let longest = block["type"] as? String == "header" ? 150 : 3000
      for text in [own].compactMap({ $0 }) + elements {
        #expect((1...longest).contains(text.utf16.count))
        texts.append(text)
      }
    }
    #expect(texts.reduce(0) { $0 + $1.utf16.count } <= 12_000)
    return texts
  }

  @Test("However much there is, each format keeps its limits")
  func limits() throws {
    let name = String(repeating: "a long name of a test 𝕏 <&> ", count: 40)
    let review = ReviewSample.review(named: name, rows: 400)
    #expect(reviewMarkdown(review).utf8.count < 60_000)
    #expect(reviewMarkdown(review).contains("more tests with flakes."))
    _ = try slackTexts(review)
    #expect(ParsedPage(reviewHTML(review)).problem == nil)
    #expect(reviewHTML(review).utf8.count < 3_000_000)
    // CSV has all.
    let offenders = try #require(reviewCSV(review).first { $0.name.hasSuffix("-offenders.csv") })
    #expect(offenders.text.split(separator: "\r\n").count == 401)
  }

  @Test(
    "CSV has a field for each head, and no formula",
    arguments: ["=1+1", "@x", "+cmd", "a,b\"c"]
  )
  func csv(name: String) {
    for file in reviewCSV(ReviewSample.review(named: name)) {
      for line in file.text.split(separator: "\r\n") {
        #expect(!line.contains(",=") && !line.contains(",@") && !line.contains(",+"))
      }
    }
  }

  @Test(
    "Lines of mail are short ASCII, and what is sent is what is read",
    arguments: EscapingTests.hostile
  )
  func mailIsSevenBit(name: String) {
    let mail = reviewEmail(ReviewSample.review(named: name))
    for line in mail.components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 78 && line.utf8.allSatisfy { (32...126).contains($0) })
    }
    #expect(mail == reviewEmail(ReviewSample.review(named: name)))
    #expect(!mail.contains("\nDate:"))
  }

  @Test("Addresses cannot bring headers of their own, and names that are not ASCII are encoded")
  func addresses() throws {
    for text in ["", "a", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "<a@b", "\u{e9}@b"] {
      #expect(MailAddress(text) == nil)
    }
    #expect(MailAddress("a@b>, <c@d>")?.header == "\"a@b>,\" <c@d>")
    #expect(MailAddress("ci@acme.example")?.header == "ci@acme.example")
    #expect(
      MailAddress("The \"CI\" <ci@acme.example>")?.header == "\"The \\\"CI\\\"\" <ci@acme.example>"
    )
    let name = try #require(MailAddress("Zoë\r\nBcc: x <ci@acme.example>"))
    #expect(name.header.hasPrefix("=?UTF-8?B?") && !name.header.contains("\n"))
    let words = encodedWords(String(repeating: "é", count: 120)).components(separatedBy: "\r\n ")
    #expect(words.count > 2 && words.allSatisfy { $0.utf8.count <= 75 })
    #expect(encodedWords("=?UTF-8?Q?x?=").hasPrefix("=?UTF-8?B?"))
  }

  @Test("A week of ISO 8601 and a date of mail agree on the day of the week")
  func mailDates() {
    #expect(Timestamp(day: 0).mailDate == "Thu, 1 Jan 1970 00:00:00 +0000")
    #expect(Timestamp(seconds: 1_795_535_999).mailDate == "Tue, 24 Nov 2026 15:59:59 +0000")
  }

  @Test(
    "Quoted-printable",
    arguments: [
      ("a=b", "a=3Db\r\n"), ("é\n", "=C3=A9\r\n"), ("end \nnext", "end=20\r\nnext\r\n"),
      (".x", "=2Ex\r\n"), ("", ""), ("\n\n", "\r\n\r\n"),
    ]
  )
  func quotedPrintables(text: String, encoded: String) { #expect(quotedPrintable(text) == encoded) }
}
