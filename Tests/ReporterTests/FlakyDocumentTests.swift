import Foundation
import Testing

@testable import Reporter
@testable import StatisticsCore
import TestModel

@Suite("The JSON of flaky")
struct FlakyDocumentTests {
  private typealias Make = FlakyHTMLFixtures
  private typealias Object = [String: Any]

  private static let run = Make.jobRun(2, hours: 5)

  private static func sample() -> FlakinessAssessment {
    var test = Make.assessed(Make.test(1, "a"), evidence: [Make.flake(of: run, kind: .isolated)])
    test.owners = ["@acme/shop"]
    test.discounted = (0..<60).map {
      Make.discounted(.incident, in: Make.jobRun(Int64($0), hours: $0))
    }
    test.sinceRange = CommitRange(after: "aaaa", upTo: nil)
    test.runsToDecide = 12
    test.cleanStreak = 3
    test.logEvidence = 4.56789
    test.causes = [
      FlakeCause(
        kind: .orderDependence,
        strength: 0.99996,
        detail: "after b",
        pValue: 0.0000123456,
        related: [
          FlakeCause.RelatedTest(row: 2, role: .polluter, place: 1, pValue: 1e-30),
          FlakeCause.RelatedTest(row: 999, role: .polluter, place: 2, pValue: 0.04),
        ]
      )
    ]
    let incident = Incident(
      scope: .host("runner-7"),
      kind: .change,
      outageProbability: 0.25,
      from: run.startedAt,
      to: run.startedAt,
      jobRunIDs: [2],
      testRowIDs: Set(1...150),
      failures: 150,
      branches: ["main"],
      signature: "boom",
      lostTime: Microseconds(1_500_000)
    )
    let others = (2...150).map { Make.assessed(Make.test(Int64($0), "t\($0)"), .healthy) }
    var assessment = Make.assessment([test] + others, incidents: [incident])
    assessment.rates = Make.rates(of: test.test, in: run, owner: "@acme/shop")
    assessment.power = HistoryPower(
      attempts: [100, 200],
      yield: EvidenceYield(rerunShare: 0.5, defaultBranchShare: 0.5)
    )
    return assessment
  }

  private func document() throws -> (text: String, root: Object) {
    let assessment = Self.sample()
    let text = try jsonText(FlakyDocument(assessment, tests: [assessment.tests[0]]))
    let root = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Object
    return (text, try #require(root))
  }

  @Test("All keys of the contract are there, and the version is 1")
  func contract() throws {
    let (text, root) = try document()
    #expect(root["schema_version"] as? Int == 1)
    let keys = ["as_of", "window", "job_runs", "excluded_job_runs", "summary", "tests", "outages"]
    for key in keys { #expect(root[key] != nil, "\(key)") }
    let test = try #require((root["tests"] as? [Object])?.first)
    let testKeys = [
      "id", "repo", "suite", "classname", "name", "file", "variants", "verdict", "probability",
      "flake_rate", "executions", "failures", "flakes", "first_flake", "last_flake", "since_commit",
      "evidence", "causes", "lost_seconds", "owners", "since_range", "explanation",
    ]
    for key in testKeys { #expect(test[key] != nil, "\(key)") }
    #expect(text == (try document().text))
  }

  @Test("A test is told with its reasons, owners and causes")
  func test() throws {
    let test = try #require((try document().root["tests"] as? [Object])?.first)
    #expect(test["owners"] as? [String] == ["@acme/shop"])
    #expect((test["since_range"] as? Object)?["after"] as? String == "aaaa")
    #expect((test["evidence"] as? [Object])?.first?["kind"] as? String == "isolated")
    let cause = try #require((test["causes"] as? [Object])?.first)
    #expect(cause["kind"] as? String == "order_dependence")
    #expect(cause["p_value"] as? Double == 0.0000123)
    let related = try #require(cause["related"] as? [Object])
    #expect(related[0]["name"] as? String == "tests.checkout.test_cart::t2")
    #expect(related[0]["p_value"] as? Double == 0 && related[1]["p_value"] as? Double == 0.04)
    #expect(related[1]["id"] == nil)
    let explanation = try #require(test["explanation"] as? Object)
    #expect((explanation["events"] as? [Object])?.count == 50)
    #expect(explanation["events_total"] as? Int == 61)
    #expect(explanation["runs_to_decide"] as? Int == 12 && explanation["clean_streak"] as? Int == 3)
    #expect(explanation["log10_e_value"] as? Double == 4.568)
    #expect(explanation["qualifies_for_quarantine"] as? Bool == false)
    #expect((explanation["summary"] as? String)?.contains("60 failures in incidents") == true)
    let discounted = try #require((explanation["discounted"] as? [Object])?.first)
    #expect(discounted["reason"] as? String == "incident" && discounted["count"] as? Int == 60)
    #expect(discounted["weight"] as? Double == 0.9)
  }

  @Test("Incidents of both kinds are told with the tests they hit; outages stay what they were")
  func incidents() throws {
    let root = try document().root
    let incident = try #require((root["incidents"] as? [Object])?.first)
    #expect(incident["kind"] as? String == "change" && incident["probability"] as? Double == 0.25)
    #expect(incident["scope"] as? String == "host" && incident["detail"] as? String == "runner-7")
    #expect((incident["tests"] as? [String])?.count == 100 && incident["test_count"] as? Int == 150)
    #expect(incident["branches"] as? [String] == ["main"])
    #expect(incident["lost_seconds"] as? Double == 1.5)
    #expect((root["outages"] as? [Any])?.isEmpty == true)
  }

  @Test("Each rate has its counts, value and interval, for the window and its parts")
  func rates() throws {
    let rates = try #require(try document().root["rates"] as? Object)
    #expect(rates["target"] as? Double == 0.005 && rates["standing"] as? String == "missed")
    let total = try #require(rates["total"] as? Object)
    let share = try #require(total["flaky_failed_runs"] as? Object)
    #expect(share["count"] as? Int == 1 && share["total"] as? Int == 2)
    #expect(share["value"] as? Double == 0.5)
    #expect((share["low"] as? Double ?? 1) < 0.5 && (share["high"] as? Double ?? 0) > 0.5)
    for (key, name) in [
      ("by_week", "week"), ("by_branch_class", "branch_class"), ("by_variant", "variant"),
      ("by_place", "name"), ("by_owner", "name"),
    ] {
      let parts = try #require(rates[key] as? [Object])
      #expect(
        !parts.isEmpty && parts.allSatisfy { $0[name] is String && $0["cost"] != nil },
        "\(key)"
      )
    }
  }

  @Test("What the history could have seen, and what the words mean, is told")
  func power() throws {
    let root = try document().root
    let power = try #require(root["power"] as? Object)
    #expect((power["sentences"] as? [String])?.count == DetectionPower.toldRates.count)
    #expect((power["at_median"] as? [Object])?.first?["rate"] as? Double == 0.005)
    let definitions = try #require(root["definitions"] as? [String: [String: String]])
    #expect(definitions["verdicts"]?.count == Verdict.allCases.count)
    #expect(definitions["causes"]?.keys.sorted() == ["order_dependence"])
  }

  @Test(
    "Small numbers keep the digits that count",
    arguments: [
      (0.5, 0.5), (0.123456, 0.123), (1.23456e-9, 1.23e-9), (1e-30, 0), (0, 0), (1, 1),
    ]
  )
  func digits(number: Double, rounded: Double) { #expect(number.roundedToThreeDigits == rounded) }
}
