import TestModel
import Testing

@testable import Formats

@Suite("What repeats a name in a report")
struct RepeatedEntriesTests {
  /// One entry a letter: passed, failed, errored, skipped.
  private static func entries(_ letters: String, isOneSuite: Bool = true) -> RepeatedEntries {
    let outcomes = letters.map { letter -> Outcome in
      switch letter {
      case "f": .failed
      case "e": .errored
      case "s": .skipped
      default: .passed
      }
    }
    return RepeatedEntries(
      first: RepeatedEntries.First(outcome: outcomes[0], isPlain: true),
      later: outcomes.dropFirst().map {
        ReportedCase(id: TestID(name: "t"), attempts: [Attempt(outcome: $0)])
      },
      isOneSuite: isOneSuite
    )
  }

  /// The attempts in their order; none for other cases, one for nothing new.
  private static func told(
    _ letters: String,
    _ rule: Dialect.RepeatedNames,
    surplus: Int = 0,
    isOneSuite: Bool = true
  ) -> String {
    let entries = entries(letters, isOneSuite: isOneSuite)
    func letter(_ outcome: Outcome) -> String { String(outcome.name.prefix(1)) }
    switch entries.verdict(rule, surplus: surplus) {
    case .otherCases: return ""
    case .sameCase: return letter(entries.first.outcome)
    case .attempts(let told, let others):
      let rest = others.map { letter($0.outcome) }.joined()
      let first = letter(entries.first.outcome)
      switch told {
      case .first: return first + rest
      case .last: return rest + first
      case .failed: return "f" + rest
      }
    }
  }

  @Test("Where nothing says that they are retries, they are other cases", arguments: ["pp", "fp"])
  func keepsApart(letters: String) {
    #expect(Self.told(letters, .otherCases) == "")
    #expect(Self.told(letters, .attempts, isOneSuite: false) == "")
    #expect(Self.told(letters, .attemptsBeyondStated, surplus: 0) == "")
  }

  @Test(
    "pytest: an empty entry beyond tests= failed, and an error after a failure is the same test",
    arguments: [
      ("pp", "fp"), ("ppp", "ffp"), ("ppf", "fff"), ("fe", "f"), ("ppfe", "fff"), ("pe", "fe"),
      ("ps", "fs"),
    ]
  )
  func readsSurplus(letters: String, attempts: String) {
    #expect(Self.told(letters, .attemptsBeyondStated, surplus: 1) == attempts)
  }

  @Test(
    "gotestsum: failures come first, but for runs that were repeated and not retried",
    arguments: [("fp", "fp"), ("pf", "fp"), ("fff", "fff"), ("ffp", "ffp"), ("pff", "ffp")]
  )
  func ordersReruns(letters: String, attempts: String) {
    #expect(Self.told(letters, .attempts) == attempts)
  }

  @Test(
    "Runs of which each has to pass end with the last failure",
    arguments: [("pp", "pp"), ("pfp", "ppf"), ("fpp", "ppf"), ("ppf", "ppf"), ("fpfp", "fppf")]
  )
  func endsRepetitions(letters: String, attempts: String) {
    #expect(Self.told(letters, .runs) == attempts)
    #expect(Self.told(letters, .runsInAnySuite, isOneSuite: false) == attempts)
  }

  @Test("Runs that each failed but the last are a retry", arguments: ["fp", "ffp", "fff"])
  func keepsOrderOfRetries(letters: String) {
    #expect(Self.told(letters, .runs) == letters)
    #expect(Self.told(letters, .attemptsAfterFailure) == letters)
  }

  @Test("Repetitions that were left out after a failure did not run")
  func leavesOutSkips() {
    #expect(Self.told("ffsss", .runs) == "ff")
    #expect(Self.told("fss", .runs) == "f")
  }

  @Test("After a pass there is no retry", arguments: ["pp", "pf", "fpp"])
  func retriesOnlyFailures(letters: String) {
    #expect(Self.told(letters, .attemptsAfterFailure) == "")
  }

  @Test("What an entry printed is its attempt's")
  func keepsOutputs() throws {
    var entries = Self.entries("fp")
    entries.later[0].output = "second try"
    guard case .attempts(_, let others) = entries.verdict(.attempts, surplus: 0) else {
      Issue.record("no attempts")
      return
    }
    #expect(others.map(\.output) == ["second try"])
  }

  @Test("A name repeated without end is counted once, and its last entries are kept apart")
  func boundsWhatIsHeld() throws {
    let entry = "<testcase classname='p' name='TestA'/>"
    let report = try read(
      """
      <testsuites><testsuite tests='1' failures='0' time='1' name='p' timestamp='2024-03-05T09:12:44Z'>
      <properties><property name='go.version' value='go1.22'/></properties>
      \(String(repeating: entry, count: 25_000))</testsuite></testsuites>
      """
    )
    #expect(report.summary.counts.retried == 1)
    #expect(report.summary.counts.passed == report.summary.counts.cases)
    #expect(report.cases.filter { !$0.isAmbiguous }.count <= 1)
    #expect(report.cases.map(\.attempts.count).reduce(0, +) == 25_000)
  }
}
