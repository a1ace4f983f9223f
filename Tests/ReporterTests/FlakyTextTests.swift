import StatisticsCore
import TestModel
import Testing

@testable import Reporter

@Suite("The flaky report as text")
struct FlakyTextTests {
  private typealias Make = FlakyHTMLFixtures

  /// A test in which one text stands everywhere a text can stand.
  private func assessment(_ text: String) -> FlakinessAssessment {
    var run = Make.jobRun(1, hours: 5, branch: text)
    run.jobRun.commit = text
    run.jobRun.job = text
    let test = RecordedTest(
      id: 1,
      repo: text,
      testID: TestID(classname: text, name: text, file: text),
      isAmbiguous: false,
      firstSeen: Make.from
    )
    var flaky = Make.assessed(test, evidence: [Make.flake(of: run, signature: text)])
    flaky.owners = [text]
    flaky.flakyStreams = [JobVariant(job: text, variant: "")]
    flaky.discounted = [Make.discounted(.incident, in: run)]
    flaky.causes = [FlakeCause(kind: .timing, strength: 0.97, detail: "after " + text)]
    var regressed = Make.assessed(test, .regressed, failures: 3)
    regressed.sinceRange = CommitRange(after: text, upTo: text)
    regressed.owners = [text]
    let incident = Incident(
      scope: .folder(text),
      kind: .outage,
      from: run.startedAt,
      to: run.startedAt,
      jobRunIDs: [1],
      testRowIDs: [1],
      failures: 9,
      branches: [text],
      signature: text,
      lostTime: .zero
    )
    var assessment = Make.assessment([flaky, regressed], incidents: [incident])
    assessment.rates = Make.rates(of: test, in: run, owner: text)
    return assessment
  }

  @Test("The repository is told where tests are of several, and only there")
  func repositories() {
    let run = Make.jobRun(1, hours: 5)
    let tests = ["acme/shop", "acme/till"].map { repo in
      var test = Make.test(1, "a")
      test.repo = repo
      return Make.assessed(test, evidence: [Make.flake(of: run)])
    }
    let assessment = Make.assessment(tests)
    for several in [tests, [tests[0]]] {
      let isTold = several.count > 1
      let table = flakyTable(assessment, tests: several, showsVerdict: false)
      #expect(table.contains("REPO ") == isTold && table.contains("acme/till") == isTold)
      let markdown = flakyReportMarkdown(assessment, tests: several)
      #expect(markdown.contains("| Repository |") == isTold)
      #expect(markdown.contains("| `acme/till` |") == isTold)
    }
  }

  @Test(
    "The length of a window is told as it is",
    arguments: [
      (0, "in 0 s"), (1, "in 1 s"), (3600, "in 1 h"), (86_400, "in 1 day"), (129_600, "in 36 h"),
      (172_800, "in 2 days"), (28 * 86_400, "in 28 days"),
    ]
  )
  func windows(seconds: Int64, told: String) {
    var assessment = Make.assessment([])
    assessment.from = Timestamp(seconds: 1_000_000)
    assessment.asOf = Timestamp(seconds: 1_000_000 + seconds)
    #expect(headline(assessment).hasSuffix("\(told)."))
  }

  @Test("In a terminal, text from outside moves nothing", arguments: EscapingTests.hostile)
  func terminal(text: String) {
    let assessment = assessment(text)
    let outputs =
      [flakyTable(assessment, tests: assessment.tests, showsVerdict: true)]
      + assessment.tests.map(flakyExplanation)
    for output in outputs {
      #expect(!output.unicodeScalars.contains { $0 != "\n" && !isVisible($0) })
    }
  }

  @Test(
    "In Markdown it opens no HTML, mentions nobody and closes no table",
    arguments: EscapingTests.hostile.filter { !$0.isEmpty }
  )
  func markdown(text: String) {
    func report(_ text: String) -> String {
      let assessment = assessment(text)
      return flakyReportMarkdown(assessment, tests: [assessment.tests[0]])
    }
    let markdown = report(text)
    let plain = report("plain")
    #expect(markdown.split(separator: "\n").count == plain.split(separator: "\n").count)
    // Outside of code spans nothing is active: what is left of a line without them is prose.
    for line in markdown.split(separator: "\n") {
      let prose = withoutCode(String(line))
      #expect(!prose.contains("<"))
      #expect(!prose.contains("@everyone"))
    }
  }

  private func withoutCode(_ line: String) -> String {
    var rest = Array(line.unicodeScalars)[...]
    var prose = ""
    while let scalar = rest.first {
      if scalar == "\\" {
        rest = rest.dropFirst(2)
      } else if scalar == "`" {
        let fence = rest.prefix { $0 == "`" }.count
        rest = rest.dropFirst(fence)
        var run = 0
        while let inside = rest.first {
          if inside != "`", run == fence { break }
          run = inside == "`" ? run + 1 : 0
          rest = rest.dropFirst()
        }
      } else {
        prose.unicodeScalars.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return prose
  }

  @Test("One test explained: verdict, reasons, causes and events with what each counts as")
  func explains() {
    let text = flakyExplanation(assessment("plain").tests[0])
    for part in [
      "plain::plain\nflaky (98 % likely to be flaky now), id ", "It flakes on plain only.",
      "CAUSES\n  Timing (strength 0.97): after plain.\n", "COUNTS AS", "a retry passed",
      "in an incident", "flaky: It fails at times on code that works",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(!text.contains("\n\n\n"))
  }

  @Test("CSV has one line a test, with reasons, owners and causes, under a head")
  func csv() {
    let lines = flakyCSV(tests: assessment("plain").tests).split(separator: "\r\n")
    #expect(lines.count == 3)
    let head = lines[0].split(separator: ",")
    #expect(head.count == Set(head).count && head.last == "explanation")
    #expect(head.contains("discounted_broken_branch") && head.contains("owners"))
    #expect(lines[1].contains(",plain,timing,0.97,after plain,1,0,0,0,0,"))
  }

  @Test("Long prose is wrapped at words, and indented")
  func wraps() {
    let text = wrapped(Array(repeating: "word", count: 60).joined(separator: " "), indent: 4)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4 && lines.allSatisfy { $0.hasPrefix("    word") && $0.count <= 100 })
    #expect(wrapped("") == "")
  }
}
