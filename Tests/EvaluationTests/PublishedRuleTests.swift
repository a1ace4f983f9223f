import StatisticsCore
import TestModel
import Testing

@testable import Evaluation

@Suite("Published rules")
struct PublishedRuleTests {
  /// A history of one test: a letter a run, P or F, or several letters for its attempts; a bar
  /// begins the next commit, a run an hour.
  private func history(_ text: String, variants: [String] = ["linux"]) -> FlakinessHistory {
    var rows: [OutcomeRow] = []
    for (commit, runs) in text.split(separator: "|").enumerated() {
      for (number, attempts) in runs.split(separator: " ").enumerated() {
        for letter in attempts {
          rows.append(
            OutcomeRow(
              run: "\(commit)-\(number)",
              commit: "c\(commit)",
              timestamp: Timestamp(seconds: Int64(rows.count) * 3600).iso8601,
              job: variants[number % variants.count],
              test: "shop.test_total",
              outcome: letter == "F" ? .failed : .passed
            )
          )
        }
      }
    }
    return RecordedOutcomes(rows, repository: "acme/shop").history(suite: 100)
  }

  private func lists(_ rule: PublishedRule, _ history: FlakinessHistory) -> Bool {
    rule.judge(history).contains(where: \.isListed)
  }

  @Test("A pass and a failure on one commit is flaky to CircleCI, Datadog and Trunk")
  func sameCommit() {
    let mixed = history("P|F P|P")
    #expect(lists(.circleCI, mixed))
    #expect(lists(.datadog, mixed))
    #expect(lists(.trunk, mixed))
    let regression = history("P P|F F|F F|P P")
    #expect(!lists(.circleCI, regression))
    #expect(!lists(.trunk, regression))
  }

  @Test("Trunk tells variants apart and CircleCI does not")
  func variants() {
    let broken = history("P F|P F|P F", variants: ["linux", "macos"])
    #expect(lists(.circleCI, broken))
    #expect(!lists(.trunk, broken))
  }

  @Test("Codecov ends a flake after 30 passes in a row and not before")
  func streak() {
    let passes = String(repeating: "|P", count: 29)
    #expect(lists(.codecov, history("F" + passes)))
    #expect(!lists(.codecov, history("F" + passes + "|P")))
  }

  @Test("TestGrid counts no flips of three failures in a row, and those of two")
  func flips() throws {
    let long = try #require(PublishedRule.testGrid.judge(history("P|F|F|F|P")).first)
    #expect(long.score == 0)
    let short = try #require(PublishedRule.testGrid.judge(history("P|F|F|P")).first)
    #expect(short.score == 0.5)
  }

  @Test("LUCI wants two commits of both outcomes, and none before the last change point")
  func luci() {
    #expect(!lists(.luci, history("P|F P|P|P")))
    #expect(lists(.luci, history("P|F P|P|F P|P|P|P")))
    let clean = String(repeating: "|P P P P", count: 20)
    let noisy = String(repeating: "|F P F P", count: 20).dropFirst()
    #expect(!lists(.luci, history(noisy + clean)))
  }

  @Test("Apple's flip rate and entropy are those of the paper's definitions")
  func apple() throws {
    let told = history("P|F|P|P|P")
    #expect(PublishedRule.appleFlipRate.judge(told).first?.score == 0.5)
    #expect(PublishedRule.appleEntropy.judge(told).first?.score == 0)
    #expect(PublishedRule.appleEntropy.judge(history("F P|P P")).first?.score == 0.5)
  }

  @Test("Meta's score is near the rate on good code, whatever else is broken")
  func meta() throws {
    let good = history(String(repeating: "F P P P P|P P P P P|", count: 10))
    let score = try #require(PublishedRule.metaScore.judge(good).first?.score)
    #expect(abs(score - 0.1) < 0.03)
    let broken = history(String(repeating: "P P P P|", count: 20) + "F F F F|F F F F")
    let other = try #require(PublishedRule.metaScore.judge(broken).first?.score)
    #expect(other < 0.03)
  }
}
