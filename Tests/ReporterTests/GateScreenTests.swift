import Foundation
import Reporter
import StatisticsCore
import TestModel
import TestSupport
import Testing

@Suite("What a gate decided, on one screen")
struct GateScreenTests {
  static let now = Timestamp(seconds: 1_800_000_000)

  static func failure(_ name: String, isQuarantined: Bool = true) -> GateFailure {
    let id = TestID(classname: "tests.cart", name: name)
    let test = RecordedTest(
      id: 1,
      repo: "acme/shop",
      testID: id,
      isAmbiguous: false,
      firstSeen: now.adding(days: -90)
    )
    let entry = QuarantineEntry(
      test: test,
      reason: "failed 3 of 40 times",
      author: "policy",
      since: now.adding(days: -10),
      expires: now.adding(days: -1),
      owner: "@cart",
      issue: "https://example.com/7",
      isManual: false,
      flakeRate: 0.075
    )
    return GateFailure(
      testID: id,
      signatures: ["TimeoutError"],
      isKnown: true,
      entry: isQuarantined ? entry : nil,
      knownSignatures: ["TimeoutError"]
    )
  }

  static func run(_ failures: [GateFailure]) -> GateCase {
    GateCase(
      command: .exited(1),
      reports: [GateReport(path: "junit.xml", state: .whole(ran: 1200))],
      failures: failures,
      list: .read(updated: now),
      expectations: GateExpectations(usualTests: 1200),
      asOf: now
    )
  }

  static func screen(_ run: GateCase) -> String { gateScreen(GateJudgment(run), of: run) }

  @Test("A run that is safe says what was excused, since when, by whom, and what is overdue")
  func safe() {
    #expect(
      Self.screen(Self.run([Self.failure("test_slow")])) == """
        Safe: the command exited with 1; 1,200 tests ran in 1 report, 1 failed and is excused.

        Excused:
          - tests.cart::test_slow: in quarantine since 2027-01-05, fails 7.5 % of the time, owner @cart,
            https://example.com/7, reason: failed 3 of 40 times.

        Needs attention:
          - tests.cart::test_slow was to be looked at by 2027-01-14; @cart is to mend it.

        """
    )
  }

  @Test("A run that is not safe says why first, and what else failed is told beside it")
  func unsafe() {
    let screen = Self.screen(
      Self.run([Self.failure("test_slow"), Self.failure("test_total", isQuarantined: false)])
    )
    #expect(
      screen.hasPrefix(
        """
        Not safe: the command exited with 1; 1,200 tests ran in 1 report, 2 failed, 1 of them excused.

        Why it is not safe:
          - tests.cart::test_total failed, and is not in quarantine.

        Excused:
        """
      )
    )
  }

  @Test("A streak is told with how probable it is for a flake, in one job or in all")
  func streaks() {
    var one = Self.failure("test_one")
    one.streak = FailureStreak(failures: 3, rate: 0.075)
    var everywhere = Self.failure("test_everywhere")
    everywhere.streak = FailureStreak(failures: 2, lanes: 2, rate: 0.19, coincidence: 0.019)
    let screen = Self.screen(Self.run([one, everywhere])).split(separator: "\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
    #expect(
      screen.contains(
        "failed the last 3 times on the default branch, too: as a flake that has a probability of 0.04 %"
      )
    )
    #expect(
      screen.contains(
        "failed the last 2 times on the default branch, too, in all of its jobs and variants: as flakes "
          + "these have a probability of 1.9 %"
      )
    )
  }

  @Test("A thousand failures take one screen, and the number that is left out is told")
  func isShort() {
    let screen = Self.screen(
      Self.run((0..<1000).map { Self.failure("test_\($0)", isQuarantined: $0 % 2 == 0) })
    )
    #expect(screen.split(separator: "\n").count < 50)
    #expect(screen.contains("… and 492 more; --json lists all."))
  }

  @Test("Names and reasons from outside cannot move the cursor or begin a line")
  func isHarmless() {
    var failure = Self.failure("test\u{1B}[2J\u{202E}\nSafe: all is well", isQuarantined: false)
    failure.signatures = ["\u{7}"]
    let screen = Self.screen(Self.run([failure]))
    #expect(!screen.unicodeScalars.contains { $0 != "\n" && $0.value < 0x20 || $0 == "\u{202E}" })
    #expect(!screen.split(separator: "\n").contains { $0.hasPrefix("Safe") })
  }

  @Test("The JSON has every failure, with its entry or the cause, and every reason as a sentence")
  func document() throws {
    let run = Self.run([Self.failure("a"), Self.failure("b", isQuarantined: false)])
    let text = try jsonText(GateDocument(GateJudgment(run), of: run, status: 1), pretty: false)
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    )
    #expect(json["schema_version"] as? Int == 1)
    #expect(json["is_safe"] as? Bool == false && json["status"] as? Int == 1)
    let failures = try #require(json["failures"] as? [[String: Any]])
    #expect(failures.map { $0["is_excused"] as? Bool } == [true, false])
    #expect(failures[1]["cause"] as? String == "not_quarantined")
    let entry = try #require(failures[0]["quarantine"] as? [String: Any])
    #expect(entry["owner"] as? String == "@cart" && entry["since"] as? String != nil)
    let reasons = try #require(json["reasons"] as? [[String: String]])
    #expect(reasons.map { $0["kind"] } == ["not_quarantined"])
  }

  @Test(
    "Every reason is a whole sentence",
    arguments: [
      GateReason.notStarted(reason: "x: No such file"), .killed(signal: 9), .stopped(signal: 15),
      .unexplainedStatus(124, .ranOutOfTime), .unexplainedStatus(3, .runnerFailed(.pytest)),
      .unexplainedStatus(139, .signal(11)), .noReportNamed, .noFreshReport, .oldReport(path: "A"),
      .missingReport(reason: "there is no file or folder at x; check the path"),
      .missingReport(reason: "no file matches x; is the pattern quoted?"),
      .truncatedReport(path: "A", line: 7),
      .unreadableReport(path: "A", line: nil, reason: "it is empty"),
      .noTests, .fewerTestsThanDemanded(ran: 1, demanded: 2),
      .fewerTestsThanUsual(ran: 1, usual: 10, least: 8), .nothingToCompare,
      .noHistory(reason: "there is no history at x"),
      .oldList(updated: GateScreenTests.now, maximumAge: Microseconds(7 * 86_400_000_000)),
      .oldList(updated: nil, maximumAge: Microseconds(1)),
    ]
  )
  func sentences(reason: GateReason) {
    let sentence = reason.sentence
    #expect(sentence.first?.isLowercase == false)
    #expect(sentence.hasSuffix(".") || sentence.hasSuffix("?"))
    #expect(!sentence.hasSuffix("..") && !sentence.contains("  "))
  }
}
