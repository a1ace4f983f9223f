import Foundation
import StatisticsCore
import TestModel
import TestSupport
import Testing

@testable import Reporter

@Suite("Why a test has its verdict")
struct VerdictExplanationTests {
  private typealias Make = FlakyHTMLFixtures

  private static func flakes(_ kinds: [FlakeEvidence.Kind]) -> [FlakeEvidence] {
    kinds.enumerated().map { Make.flake(of: Make.jobRun(Int64($0), hours: 10 + $0), kind: $1) }
  }

  private static func discounted(
    _ counts: [(DiscountedFailure.Reason, Int)]
  ) -> [DiscountedFailure] {
    counts.flatMap { reason, count in
      (0..<count).map { Make.discounted(reason, in: Make.jobRun(Int64(100 + $0), hours: 20)) }
    }
  }

  private func explained(
    _ verdict: Verdict,
    _ kinds: [FlakeEvidence.Kind] = [],
    _ counts: [(DiscountedFailure.Reason, Int)] = [],
    _ change: (inout TestAssessment) -> Void = { _ in }
  ) -> String {
    var test = Make.assessed(
      Make.test(1, "a"),
      verdict,
      evidence: Self.flakes(kinds),
      probability: 0.34,
      executions: 603,
      failures: kinds.count + counts.reduce(0) { $0 + $1.1 }
    )
    test.discounted = Self.discounted(counts)
    change(&test)
    return VerdictExplanation(test).summary
  }

  @Test("A flaky test: each failure, what stands against it, and what does not count")
  func flaky() {
    let text = explained(
      .flaky,
      [.rerun, .rerun, .isolated, .isolated],
      [(.incident, 9), (.brokenChange, 1)]
    ) {
      $0.runsToDecide = 180
      $0.cleanStreak = 12
    }
    #expect(
      text == "4 of 603 first attempts failed on code that works: 2 passed in another run of the "
        + "commit and 2 stand between passing commits of the default branch. It passed 12 times "
        + "since the last. Not counted as flakes: 9 failures in incidents and 1 on a change that "
        + "broke it. 180 more clean first attempts would call it recovered."
    )
  }

  @Test("Failures of one moment are told by job, whatever their rows")
  func eventsOfOneMoment() {
    func jobs(_ rows: [Int64]) -> [String] {
      var test = Make.assessed(Make.test(1, "a"), .healthy, failures: 3)
      test.discounted = zip(["lint", "unit", "web"], rows).map { job, row in
        var failure = Make.discounted(.incident, in: Make.jobRun(row, hours: 20))
        failure.stream = JobVariant(job: job, variant: "")
        return failure
      }
      return test.events.map(\.stream.job)
    }
    #expect(jobs([1, 2, 3]) == ["lint", "unit", "web"])
    #expect(jobs([3, 1, 2]) == ["lint", "unit", "web"])
  }

  @Test("One pass since the last flake is told in the singular")
  func passedOnce() {
    let text = explained(.flaky, [.retry]) { $0.cleanStreak = 1 }
    #expect(text.contains(" It passed once since the last."))
  }

  @Test("Where a test began is told of what was something, and not of a healthy one")
  func began() {
    for (verdict, past, isTold) in [
      (Verdict.healthy, 0.02, false), (.undecided, 0.4, false), (.undecided, 0.6, true),
      (.flaky, 0.99, true), (.regressed, 0.02, true), (.recovered, 0.99, true),
    ] {
      var test = Make.assessed(Make.test(1, "a"), verdict, failures: 2)
      test.pastProbability = past
      test.sinceRange = CommitRange(after: "abcdef01", upTo: nil)
      #expect(flakyExplanation(test).contains("Began") == isTold)
    }
  }

  @Test("One of everything is told in the singular")
  func singular() {
    let text = explained(
      .flaky,
      [.retry, .rerun, .isolated, .unrelatedChange],
      [(.incident, 1), (.unexplained, 1)]
    ) { $0.runsToDecide = 1 }
    #expect(
      text == "4 of 603 first attempts failed on code that works: 1 passed in a retry, 1 passed in "
        + "another run of the commit, 1 stands between passing commits of the default branch and 1 "
        + "was on a change whose base passes. Not counted as flakes: 1 failure in an incident and 1 "
        + "that nothing explains. 1 more clean first attempt would call it recovered."
    )
  }

  @Test("A test that flakes on one variant only: which one")
  func oneVariant() {
    let text = explained(.flaky, [.retry]) {
      $0.flakyStreams = [JobVariant(job: "unit", variant: "py312")]
    }
    #expect(text.contains("It flakes on unit / py312 only."))
    let all = explained(.flaky, [.retry]) { $0.flakyStreams = $0.streams }
    #expect(!all.contains("only"))
  }

  @Test("A regressed test: between which commits it broke")
  func regressed() {
    let text = explained(.regressed, [], [(.brokenBranch, 14)]) {
      $0.sinceRange = CommitRange(after: "aaaaaaaaaaaa", upTo: "bbbbbbbbbbbb")
    }
    #expect(
      text
        == "It fails on the default branch and passed there before: the first bad commit is after "
        + "aaaaaaaa, and bbbbbbbb at the latest. Not counted as flakes: 14 failures while the "
        + "default branch was broken. A passing run of the default branch would end that."
    )
    let open = explained(.regressed, [.retry]) {
      $0.sinceRange = CommitRange(after: "aaaaaaaaaaaa", upTo: nil)
    }
    #expect(open.contains("the first bad commit is after aaaaaaaa. Besides, 1 other failure"))
  }

  @Test("An environment's test: on which variant it fails")
  func environment() {
    let text = explained(.environment) {
      $0.discounted = [
        Make.discounted(.brokenVariant, in: Make.jobRun(2, hours: 3)),
        Make.discounted(.brokenVariant, in: Make.jobRun(4, hours: 5)),
      ]
    }
    #expect(text.hasPrefix("It fails on unit / py312 and passes on 1 other job or variant."))
  }

  @Test("An undecided test: what would decide")
  func undecided() {
    let early = explained(.undecided, [.retry]) {
      $0.pastProbability = 0.4
      $0.runsToDecide = 60
    }
    #expect(
      early
        == "1 of 603 first attempts failed on code that works: 1 passed in a retry. Too little is "
        + "known: it is flaky now with a probability of 34 %. 60 more clean first attempts would "
        + "call it healthy, and more failures on code that works would call it flaky."
    )
    let late = explained(.undecided, [.retry]) {
      $0.pastProbability = 0.9
      $0.runsToDecide = 60
    }
    #expect(late.contains("would call it recovered, and"))
    let gone = explained(.undecided, [.retry]) { $0.isGone = true }
    #expect(gone.hasSuffix("its jobs went on without it. Only runs of it can decide."))
  }

  @Test("A healthy test: what explains its failures")
  func healthy() {
    let incidents = explained(.healthy, [], [(.incident, 9)])
    #expect(
      incidents
        == "It failed only together with other tests: none of its 9 failures is its own, and "
        + "603 other first attempts passed. Not counted as flakes: 9 failures in incidents. "
        + "Failures on code that works would change that."
    )
    let one = explained(.healthy, [], [(.incident, 1)])
    #expect(
      one.hasPrefix(
        "It failed only together with other tests: its failure is not its own, and 603 other first "
      )
    )
    let uncounted = explained(.healthy, [], [(.incident, 9)]) { $0.executions = 0 }
    #expect(uncounted.contains("none of its 9 failures is its own. Not counted"))
    let mixed = explained(.healthy, [], [(.incident, 9), (.brokenChange, 2)]) {
      $0.pastProbability = 0.004
    }
    #expect(mixed.contains("a probability of 0.4 %"))
    #expect(mixed.contains("9 failures in incidents and 2 on changes that broke it."))
  }

  @Test("A recovered test: since when, and how sure that is")
  func recovered() {
    let text = explained(.recovered, [.retry, .retry]) {
      $0.cleanStreak = 210
      $0.probability = 0.06
    }
    #expect(text.contains("It passed 210 times since, which leaves a probability of 6 %"))
    #expect(text.hasPrefix("It was flaky until 2026-"))
  }

  @Test("No explanation of any verdict has an exclamation mark, a gap or an empty sentence")
  func isProse() {
    for verdict in Verdict.allCases {
      for kinds in [[], [FlakeEvidence.Kind.retry]] {
        for isGone in [false, true] {
          let text = explained(verdict, kinds, [(.incident, 2)]) { $0.isGone = isGone }
          #expect(text.hasSuffix(".") && !text.contains("!") && !text.contains("  "))
          #expect(!text.contains("..") && !text.contains(" ."))
        }
      }
    }
  }

  @Test("Text from outside is cut and marked")
  func quotes() {
    var test = Make.assessed(Make.test(1, "a"), .regressed)
    test.sinceRange = CommitRange(after: "a`|b\n@c", upTo: nil)
    let text = VerdictExplanation(test, quote: MarkdownText.code).summary
    #expect(text.contains("after ``a`\\|b @c``."))
    test.verdict = .flaky
    test.flakyStreams = [JobVariant(job: String(repeating: "j", count: 5000), variant: "")]
    test.evidence = Self.flakes([.retry])
    test.flakes = 1
    #expect(VerdictExplanation(test).summary.count < 500)
  }

  @Test("The README says what the verdicts mean, in the words of the reports")
  func readmeHasDefinitions() throws {
    let readme = try String(contentsOf: packageFolder.appending(path: "README.md"), encoding: .utf8)
    let words = readme.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(readme.contains("\n## What the verdicts mean\n"))
    for verdict in Verdict.inOrder {
      #expect(words.contains("**\(verdict.rawValue)**: \(verdict.definition)"))
    }
    #expect(Set(Verdict.inOrder) == Set(Verdict.allCases))
  }
}
