import Foundation
import TestModel
import TestSupport
import Testing

@testable import Reporter
@testable import StatisticsCore

@Suite("Comments on pull requests")
struct CommentTests {
  private typealias Fixtures = FlakyHTMLFixtures

  static func failure(
    _ failureClass: FailureClass,
    _ number: Int = 1,
    name: String? = nil,
    message: String? = "AssertionError: expected 3 items, got 2",
    isNewWay: Bool = false
  ) -> ClassifiedFailure {
    let test = FlakyHTMLFixtures.test(Int64(number), name ?? "test_\(failureClass)_\(number)")
    let run = FlakyHTMLFixtures.jobRun(4, hours: 30)
    let flakes = [FlakyHTMLFixtures.flake(of: run), FlakyHTMLFixtures.flake(of: run)]
    var assessment = FlakyHTMLFixtures.assessed(test, evidence: flakes)
    assessment.owners = ["@acme/checkout"]
    assessment.sinceCommit = FlakyHTMLFixtures.commit(9)
    let isKnown = [.knownFlaky, .alsoFailingOnMain, .quarantined].contains(failureClass)
    return ClassifiedFailure(
      testID: test.testID,
      failureClass: failureClass,
      streams: [
        JobVariant(job: "unit", variant: "py311"), JobVariant(job: "unit", variant: "py312"),
      ],
      assessment: isKnown ? assessment : nil,
      quarantine: failureClass == .quarantined
        ? QuarantineEntry(
          test: test,
          reason: "flaky",
          author: "policy",
          since: FlakyHTMLFixtures.from,
          owner: "@ann",
          issue: "https://github.com/acme/shop/issues/12",
          isManual: false
        ) : nil,
      message: message,
      isNewWay: isNewWay
    )
  }

  static func report(
    _ failures: [ClassifiedFailure] = [],
    incomplete: Int = 0,
    missing: Int = 0
  ) -> PullRequestReport {
    PullRequestReport(
      headCommit: "cb3ffae4b82a54213ddaa4f08558f84bc42ce868",
      failures: failures,
      jobRuns: 4,
      incompleteJobRuns: incomplete,
      missingJobRuns: missing,
      assessment: FlakyHTMLFixtures.assessment()
    )
  }

  /// One of everything.
  static var full: PullRequestReport {
    var report = report(
      FailureClass.allCases.map { failure($0) } + (2...6).map { failure(.outage, $0) }
        + [failure(.knownFlaky, 9, message: "KeyError: 'vat'", isNewWay: true)],
      incomplete: 1,
      missing: 2
    )
    report.newFlakes = [
      IntroducedFlake(
        testID: TestID(classname: "tests.checkout.test_vat", name: "test_rounds"),
        isNew: true,
        streams: [JobVariant(job: "unit", variant: "py311")],
        passes: 2,
        failures: 1
      )
    ]
    report.lostTests = RosterChange.Kind.allCases.map { kind in
      PullRequestReport.LostTest(
        testID: TestID(classname: "tests.checkout.test_old", name: "test_\(kind)"),
        change: RosterChange(
          kind: kind,
          testRowID: 1,
          streams: [JobVariant(job: "unit", variant: "py311")]
        )
      )
    }
    return report
  }

  @Test("Each host gets its own language", arguments: CommentDialect.allCases)
  func goldens(dialect: CommentDialect) throws {
    let comment = pullRequestComment(Self.full, key: "default", in: dialect)
    try expectGolden(comment.text, "comment/full-\(dialect.rawValue).md")
    #expect(comment.text.hasSuffix(comment.body))
  }

  @Test(
    "The answer is the first line",
    arguments: [
      (report([failure(.probablyYours)]), "1 test failed. It probably needs your attention."),
      (report([failure(.knownFlaky)]), "1 test failed. It does not point at this change."),
      (
        report([failure(.probablyYours), failure(.newTest)]),
        "2 tests failed. All of them probably need your attention."
      ),
      (
        report([failure(.probablyYours), failure(.outage)]),
        "2 tests failed. 1 probably needs your attention."
      ),
      (
        report([failure(.quarantined), failure(.outage)], missing: 1),
        "2 tests failed. None of them points at this change. The result is incomplete."
      ),
      (report(missing: 1), "No test failed, but the result is incomplete."),
    ]
  )
  func headlines(report: PullRequestReport, headline: String) {
    let comment = pullRequestComment(report, key: "default")
    #expect(comment.headline == headline)
    #expect(comment.body.hasPrefix("**\(headline)**\n"))
  }

  @Test("All clear is one line")
  func allClear() {
    let comment = pullRequestComment(Self.report(), key: "default")
    #expect(comment.body == "**All clear:** no test failed in 4 job runs at `cb3ffae4`.\n")
    #expect(Self.report().isAllClear && !Self.report(missing: 1).isAllClear)
  }

  @Test("A retry is advised only where flakiness or an outage alone is in the way")
  func advice() {
    func body(_ classes: FailureClass...) -> String {
      pullRequestComment(Self.report(classes.map { Self.failure($0) }), key: "k").body
    }
    #expect(body(.knownFlaky).contains("**Retry the failed jobs.** What is flaky passes then"))
    #expect(body(.outage).contains("**Retry the failed jobs when the outage is over.**\n"))
    #expect(body(.probablyYours, .knownFlaky).contains("A retry alone does not help"))
    #expect(body(.alsoFailingOnMain, .knownFlaky).contains("until the default branch is mended"))
    for silent in [body(.probablyYours), body(.quarantined)] {
      #expect(!silent.lowercased().contains("retry"))
    }
  }

  @Test("The same again has the same digest, whatever the history grew to; another commit has not")
  func digests() {
    let first = pullRequestComment(Self.full, key: "a")
    var grown = Self.full
    grown.assessment.jobRuns += 100
    #expect(pullRequestComment(grown, key: "a").digest == first.digest)
    var moved = Self.full
    moved.headCommit = "d0d0"
    #expect(pullRequestComment(moved, key: "a").digest != first.digest)
    #expect(first.text.prefix { !$0.isNewline }.contains(first.label))
    #expect(first.text.prefix { !$0.isNewline }.contains(first.digest))
  }

  @Test("Keys are told apart, and none ends the hidden line")
  func keys() {
    let keys = [
      "a", "a/b", "a b", "a-b", "-->", ") key=a ", "ü", "", String(repeating: "x", count: 99),
    ]
    let comments = keys.map { pullRequestComment(Self.full, key: $0) }
    #expect(Set(comments.map(\.label)).count == keys.count)
    for comment in comments {
      let line = comment.text.prefix { !$0.isNewline }
      #expect(line.hasSuffix(" -->") && line.components(separatedBy: "-->").count == 2)
      #expect(comments.count { line.contains($0.label) } == 1)
    }
  }

  @Test("The occasions differ in what is news")
  func occasions() {
    func given(_ report: PullRequestReport) -> [String] {
      CommentOccasion.allCases.filter { $0.isGiven(by: report) }.map(\.rawValue)
    }
    #expect(given(Self.report()) == ["always"])
    #expect(given(Self.report(missing: 1)) == ["failure", "change", "always"])
    #expect(given(Self.report([Self.failure(.probablyYours)])) == ["failure", "change", "always"])
    #expect(
      given(Self.report([Self.failure(.knownFlaky)])) == ["failure", "flaky", "change", "always"]
    )
    #expect(given(Self.report([Self.failure(.alsoFailingOnMain)])) == ["failure", "always"])
    #expect(given(Self.report([Self.failure(.quarantined)])) == ["failure", "flaky", "always"])
    var report = Self.report()
    report.lostTests = Self.full.lostTests
    #expect(given(report) == ["change", "always"])
    report = Self.report()
    report.newFlakes = Self.full.newFlakes
    #expect(given(report) == ["failure", "flaky", "change", "always"])
  }

  // MARK: Size

  @Test(
    "However many tests fail, a comment fits its host, and nothing in it is cut in the middle",
    arguments: CommentDialect.allCases,
    [20, 400, 5000]
  )
  func ladder(dialect: CommentDialect, count: Int) {
    let hostile = String(repeating: "`|<details>@ñ🦆", count: 40)
    let failures = FailureClass.allCases.flatMap { failureClass in
      (1...count).map {
        Self.failure(failureClass, $0, name: "\($0)" + hostile, message: hostile)
      }
    }
    var report = Self.report(failures)
    report.newFlakes = (1...count).map { number in
      IntroducedFlake(
        testID: TestID(name: "\(number)" + hostile),
        isNew: true,
        streams: [JobVariant(job: hostile, variant: hostile)],
        passes: 1,
        failures: 1
      )
    }
    let comment = pullRequestComment(report, key: "default", in: dialect)
    #expect(comment.text.utf16.count <= 65_536 || dialect == .gitLab || dialect == .stepSummary)
    #expect(comment.text.utf8.count <= (dialect == .bitbucket ? 32_768 : 1_048_576))
    expectWhole(comment.body)
    for failureClass in FailureClass.allCases {
      #expect(comment.body.contains("**\(failureClass.name)** (\(grouped(count)))"))
    }
  }

  /// Expects that whatever a comment opens it closes.
  private func expectWhole(_ body: String) {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(body.hasSuffix("\n"))
    #expect(lines.count { $0.hasPrefix("<details>") } == lines.count { $0 == "</details>" })
    #expect(withoutCode(body) != nil)
  }

  @Test("Each step of the ladder is shorter than the one before")
  func steps() {
    let failures = FailureClass.allCases.flatMap { failureClass in
      (1...120).map { Self.failure(failureClass, $0) }
    }
    let sizes = CommentDetail.steps.map { detail in
      CommentText(report: Self.report(failures), dialect: .gitHub, detail: detail).body.utf8.count
    }
    #expect(sizes == sizes.sorted(by: >) && Set(sizes).count == sizes.count)
    #expect((sizes.last ?? 0) < 1500)
  }

  // MARK: Strangers' text

  @Test("Names from outside mention nobody and open nothing", arguments: EscapingTests.hostile)
  func hostileNames(text: String) {
    var failures = FailureClass.allCases.map { Self.failure($0, name: text, message: text) }
    for index in failures.indices {
      failures[index].streams = [JobVariant(job: text, variant: text)]
      failures[index].assessment?.owners = [text]
      failures[index].assessment?.sinceCommit = text
      failures[index].quarantine?.owner = text
      failures[index].quarantine?.issue = text
    }
    var report = Self.report(failures)
    report.headCommit = text
    for dialect in CommentDialect.allCases {
      let comment = pullRequestComment(report, key: text, in: dialect)
      let plain = withoutCode(comment.body) ?? "`"
      #expect(
        !plain.contains("<script") && !plain.contains("<b>") && !plain.contains("](")
      )
      #expect(
        !plain.contains("@everyone") && !plain.contains("https://") && !plain.contains("#123")
      )
      let marker = comment.text.prefix { !$0.isNewline }
      #expect(marker.components(separatedBy: "-->").count <= 2)
      expectWhole(comment.body)
    }
  }

  /// The text without its code spans and without what is escaped; none where a code span is open at
  /// the end of a line.
  private func withoutCode(_ text: String) -> String? {
    var plain = String.UnicodeScalarView()
    for line in text.split(separator: "\n") {
      var rest = Array(line.unicodeScalars)[...]
      while let scalar = rest.popFirst() {
        if scalar == "\\" {
          _ = rest.popFirst()
        } else if scalar == "`" {
          let fence = rest.prefix { $0 == "`" }.count + 1
          rest = rest.dropFirst(fence - 1)
          guard let inside = afterSpan(rest, fence: fence) else { return nil }
          rest = inside
        } else {
          plain.append(scalar)
        }
      }
      plain.append("\n")
    }
    return String(plain)
  }

  /// What follows the run of exactly so many backticks that ends a code span.
  private func afterSpan(
    _ text: ArraySlice<Unicode.Scalar>,
    fence: Int
  ) -> ArraySlice<Unicode.Scalar>? {
    var rest = text
    while !rest.isEmpty {
      let run = rest.prefix { $0 == "`" }.count
      if run == fence { return rest.dropFirst(run) }
      rest = rest.dropFirst(max(1, run))
    }
    return nil
  }

  // MARK: In the code

  @Test("Remarks in the code name the file, and no file outside of the repository")
  func remarks() throws {
    var failures = [Self.failure(.probablyYours), Self.failure(.outage)]
    failures[0].line = 12
    for path in ["", "/etc/passwd", "a/../../b", "a\nb"] {
      var failure = Self.failure(.probablyYours, name: path)
      failure.testID.file = path
      failures.append(failure)
    }
    let report = Self.report(failures)
    #expect(report.remarks.map(\.line) == [12, 1])
    #expect(report.remarks.map(\.pointsAtChange) == [true, false])
    try expectGolden(codeQualityReport(report), "comment/code-quality.json")
  }
}
