import Testing

@testable import Reporter
@testable import StatisticsCore
import TestModel

/// Names, messages, branches and addresses are strangers' text: none of it may become markup.
struct FlakyHTMLEscapingTests {
  private typealias Make = FlakyHTMLFixtures

  static let hostile = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\"\u{301} onmouseover=alert(1) x=\"",
    "<\u{338}script>",
    "&lt;b&gt; & ]]> <!-- -->",
    "</style></title></code>",
    "evil\u{202E}txt.exe\u{2066}",
    "line\nbreak\r\nand\u{0}nul\u{1B}[31m\u{FFFE}",
    String(repeating: "<b>", count: 5000 / 3),
    String(repeating: "n", count: 5000),
    "",
  ]

  /// A report in which one text stands everywhere a text can stand.
  private func report(_ text: String) -> String {
    var run = Make.jobRun(1, hours: 5, branch: text, url: "https://ci.example.com/" + text)
    run.jobRun.commit = text
    run.jobRun.job = text
    run.jobRun.variant = text
    let test = RecordedTest(
      id: 1,
      repo: text,
      testID: TestID(suite: text, classname: text, name: text, file: text),
      isAmbiguous: false,
      firstSeen: Make.from
    )
    let flake = Make.flake(of: run, signature: text)
    var flaky = Make.assessed(test, evidence: [flake])
    flaky.owners = [text, text]
    flaky.flakyStreams = [JobVariant(job: text, variant: text)]
    flaky.discounted = [Make.discounted(.incident, in: run)]
    flaky.causes = FlakeCause.Kind.allCases.map {
      FlakeCause(kind: $0, strength: 0.5, detail: "after " + text)
    }
    var others = [Verdict.broken, .regressed, .environment, .recovered, .undecided].map {
      Make.assessed(test, $0, evidence: [flake])
    }
    for index in others.indices {
      others[index].signature = text
      others[index].owners = [text]
      others[index].streams.append(JobVariant(job: text, variant: text))
      others[index].sinceRange = CommitRange(after: text, upTo: text)
      others[index].discounted = [Make.discounted(.brokenVariant, in: run)]
    }
    let incidents = [Incident.Scope.folder(text), .signature(text)].map { scope in
      Incident(
        scope: scope,
        kind: scope == .folder(text) ? .outage : .change,
        from: run.startedAt,
        to: run.startedAt,
        jobRunIDs: [1],
        testRowIDs: [1],
        failures: 9,
        branches: [text, text],
        signature: text,
        lostTime: .zero
      )
    }
    var assessment = Make.assessment([flaky] + others, incidents: incidents)
    assessment.excluded = [ExcludedJobRun(jobRunID: 1, reason: text)]
    assessment.rates = Make.rates(of: test, in: run, owner: text)
    let entry = QuarantineEntry(
      test: test,
      reason: text,
      author: text,
      since: Make.from,
      owner: text,
      issue: text,
      isManual: true
    )
    return flakyReportHTML(
      assessment,
      history: Make.history([flaky], in: [run]),
      jobRuns: [run],
      quarantine: Make.records([entry]),
      repo: text
    )
  }

  @Test("No hostile text becomes markup", arguments: hostile)
  func hostileText(_ text: String) {
    let html = report(text)
    let page = ParsedPage(html)
    #expect(page.problem == nil)
    let known: Set<String> = [
      "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "p", "nav", "ul", "li",
      "main", "section", "h2", "h3", "div", "table", "caption", "thead", "tbody", "tr", "th", "td",
      "code", "wbr", "span", "time", "br", "svg", "path", "rect", "article", "footer", "dl", "dt",
      "dd", "details", "summary", "data", "script", "colgroup",
    ]
    #expect(Set(page.elements.map(\.name)).subtracting(known).isEmpty)
    let handlers = page.elements.flatMap(\.attributes.keys).filter { $0.hasPrefix("on") }
    #expect(handlers.isEmpty)
    // XML sees attributes where HTML does; that the bytes are gone is a check of its own.
    #expect(html.ranges(of: "<script").count == 1 && html.contains("<script>\"use strict\";\n"))
    #expect(!html.contains("<img") && !html.contains("<b>"))
  }

  @Test("What strangers wrote stands in the page where it is told", arguments: ["plain words"])
  func tellsAll(_ text: String) {
    let page = ParsedPage(report(text)).text
    let told = [
      "It flakes on plain words / plain words only", "Owner: plain words, plain words.",
      "Timing (strength 0.50): after plain words.", "By place", "By owner",
      "fails on plain words / plain words and passes on", "plain wo, and plain wo at the latest",
    ]
    for words in told { #expect(page.lowercased().contains(words.lowercased()), "\(words)") }
  }

  @Test("The structure does not depend on the text", arguments: hostile.filter { !$0.isEmpty })
  func sameStructure(_ text: String) {
    // A name's parts may be broken apart, and an address with spaces or control characters
    // is no link, and so no element.
    let names = { (html: String) in
      ParsedPage(html).elements.map(\.name).filter { !["a", "wbr"].contains($0) }
    }
    #expect(names(report(text)) == names(report("plain")))
  }

  @Test("Control characters and those that turn the writing around are gone", arguments: hostile)
  func controls(_ text: String) {
    let bad = report(text).unicodeScalars.filter { scalar in
      scalar != "\n"
        && (scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
          || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value))
    }
    #expect(bad.isEmpty)
  }

  @Test("A long name is cut, and the page stays small")
  func longNames() {
    let html = report(String(repeating: "n", count: 5000))
    #expect(html.contains("…"))
    #expect(!html.contains(String(repeating: "n", count: HTMLText.longest + 1)))
  }

  @Test(
    "Only addresses of the web become links",
    arguments: [
      "javascript:alert(1)", "JavaScript:alert(1)", " https://a.example", "data:text/html,x",
      "https://a.example/a b", "https://a.example/\u{202E}", "https://a.example/\u{0}",
      "//a.example",
      "https://", "file:///etc/passwd", "java\nscript:alert(1)", "https:\\\\a.example", "",
    ]
  )
  func noLink(_ address: String) {
    #expect(HTMLText.link(address, label: "label").markup == "label")
    var run = Make.jobRun(1, hours: 5)
    run.jobRun.url = address
    let flaky = Make.assessed(Make.test(1, "a"), evidence: [Make.flake(of: run)])
    let html = flakyReportHTML(
      Make.assessment([flaky]),
      jobRuns: [run],
      quarantine: [],
      repo: nil
    )
    let targets = ParsedPage(html).all("a").compactMap { $0.attributes["href"] }
    #expect(targets.allSatisfy { $0.hasPrefix("#") })
  }

  @Test("An address of the web is a link, escaped, and encoded where it is no address as it stands")
  func link() {
    let link = HTMLText.link("https://a.example/?x=1&y=\"\u{301}<'", label: "\("a < b")")
    #expect(
      link.markup == "<a "
        + "href=\"https://a.example/?x=1&amp;y=%22\u{301}%3C&#39;\">a &lt; b</a>"
    )
  }

  @Test("Towers of marks are cut to three")
  func marks() {
    let text: HTMLText = "\("a" + String(repeating: "\u{301}", count: 50))"
    #expect(text.markup.unicodeScalars.count == 4)
  }
}
