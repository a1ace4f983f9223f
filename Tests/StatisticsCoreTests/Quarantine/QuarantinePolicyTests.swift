import TestModel
import Testing

@testable import StatisticsCore

@Suite("The policy of the quarantine")
struct QuarantinePolicyTests {
  private typealias World = PolicyWorld

  private func policy(_ change: (inout QuarantinePolicy) -> Void) -> QuarantinePolicy {
    var policy = QuarantinePolicy()
    change(&policy)
    return policy
  }

  @Test("What is surely flaky enters, and what is not is a candidate that says why")
  func entry() {
    let tests = [
      World.flaky(1),
      World.flaky(2) { $0.probability = 0.9 },
      World.flaky(3) { $0.falseDiscoveryRate = 0.02 },
      World.flaky(4) { $0.flake(on: [-3, -2], kind: .unrelatedChange) },
      World.flaky(5) { $0.verdict = .undecided },
      World.flaky(6) { $0.test.isCheck = true },
      World.flaky(7) { $0.rate.estimate = 0.001 },
      World.flaky(8) { $0.lostTime = Microseconds(seconds: 39) ?? .zero },
    ]
    let strict = policy {
      $0.entry.minimumRate = 0.01
      $0.entry.minimumCostPerWeek = Microseconds(seconds: 10) ?? .zero
    }
    #expect(
      World.decisions(strict, tests) == [
        "entered 1", "candidate 3 (unsure)", "candidate 4 (changes_only)", "candidate 7 (rare)",
        "candidate 8 (cheap)", "candidate 2 (unsure)",
      ]
    )
    let lax = policy {
      $0.entry.falseDiscoveryRate = 0.05
      $0.entry.minimumProbability = 0.8
    }
    #expect(World.decisions(lax, Array(tests[1...2])) == ["entered 3", "entered 2"])
  }

  @Test("The rule that holds where nothing is said is the list that the analysis marks")
  func agrees() {
    for test in [World.flaky(1), World.flaky(2) { $0.probability = 0.9 }] {
      var judged = test
      let judgment = Judgment(pastProbabilities: [0.999], logEvidence: [3], testCount: 1)
      judgment.judge(&judged, at: 0, failing: nil)
      #expect(judged.falseDiscoveryRate <= 0.001 * (1 + 1e-12))
      #expect(judged.qualifiesForQuarantine == (EntryRule().obstacle(to: judged) == nil))
      #expect(judged.qualifiesForQuarantine == (test.probability > 0.95))
    }
  }

  @Test("The limits take the surest, and say which of them holds the others back")
  func limits() {
    let tests = [
      World.flaky(1) { $0.probability = 0.98 },
      World.flaky(2) { $0.owners = ["@a"] },
      World.flaky(3) { ($0.probability, $0.owners) = (0.97, ["@a"]) },
    ]
    let two = policy { $0.limits.maximumEntries = 2 }
    #expect(
      World.decisions(two, tests) == ["entered 2", "entered 1", "candidate 3 (entry_limit)"]
    )
    let owners = policy { $0.limits.maximumPerOwner = 1 }
    #expect(
      World.decisions(owners, tests) == ["entered 2", "entered 1", "candidate 3 (owner_limit)"]
    )
    let share = policy { $0.limits.maximumShare = 0.1 }
    let suite = QuarantineSuite(repo: "acme/shop", job: "unit")
    let byHand = World.line(.entered, 9, -3, by: "ada")
    #expect(
      World.decisions(share, tests + [World.flaky(9)], [byHand], sizes: [suite: 29]) == [
        "entered 2", "candidate 1 (suite_limit)", "candidate 3 (suite_limit)",
      ]
    )
    let byPolicy = World.line(.entered, 9, -3)
    #expect(
      World.decisions(two, tests + [World.flaky(9)], [byPolicy, byHand].dropLast()) == [
        "entered 2", "candidate 1 (entry_limit)", "candidate 3 (entry_limit)",
      ]
    )
  }

  @Test("What is protected never enters, and leaves where it is in")
  func protection() {
    let named = World.flaky(1, test: World.test(1, name: "pays @smoke"))
    let owned = World.flaky(2) { $0.owners = ["@acme/payments"] }
    let filed = World.flaky(3, test: World.test(3, file: "tests/billing/invoice.py"))
    let policy = policy {
      $0.protected = [.tag("smoke"), .owner("acme/Payments"), .path("tests/billing/")]
    }
    #expect(
      World.decisions(policy, [named, owned, filed, World.flaky(4)]) == [
        "entered 4", "candidate 3 (protected)", "candidate 1 (protected)",
        "candidate 2 (protected)",
      ]
    )
    #expect(
      World.decisions(policy, [owned], [World.line(.entered, 2, -9)]) == ["removed 2"]
    )
    #expect(World.decisions(policy, [owned], [World.line(.entered, 2, -9, by: "ada")]) == [])
  }

  @Test(
    "A test leaves on its evidence, is watched, and flakes back or ends well",
    arguments: [
      // At 20 %, 14 clean runs make a factor of 20, and 27 one of 400.
      (["entered -9"], 13, [], []), (["entered -9"], 14, [], ["probation 1"]),
      (["entered -9", "probation -3"], 26, [], []),
      (["entered -9", "probation -3"], 27, [], ["released 1"]),
      (["entered -9", "probation -3"], 1, [-2], ["re_flaked 1"]),
      (["entered -9", "probation -3"], 14, [-4], []),
      (["entered -9", "probation -3", "released -2"], 1, [-1], []),
      (["entered -9", "fixed -3 ada"], 26, [], []),
      (["entered -9", "fixed -3 ada"], 27, [], ["fixed 1"]),
      (["entered -9", "fixed -3 ada", "fixed -1"], 27, [], []),
      (["entered -9", "fixed -3 ada"], 1, [-2], ["re_flaked 1"]),
      (["entered -9 ada", "fixed -3 ada"], 1, [-2], ["re_flaked 1"]),
      (["entered -9 ada"], 1000, [], []), (["entered -9", "broken -3"], 5, [], ["probation 1"]),
    ]
  )
  func leaving(log: [String], clean: Int, flakes: [Int], expected: [String]) {
    var test = World.recovered(1, clean: clean)
    if !flakes.isEmpty { test.flake(on: [-32] + flakes) }
    #expect(World.decisions([test], lines(log)) == expected)
  }

  @Test(
    "What is broken leaves at once, unless a person put it there, and may come back",
    arguments: [
      (["entered -9"], Verdict.regressed, ["broken 1"]),
      (["entered -9"], .broken, ["broken 1"]),
      (["entered -9"], .environment, ["broken 1"]), (["entered -9 ada"], .broken, []),
      (["entered -9", "probation -3"], .regressed, ["broken 1"]),
      (["entered -9", "broken -3"], .regressed, []),
      (["entered -9", "broken -3"], .undecided, []),
      (["entered -9", "broken -3"], .flaky, ["entered 1"]),
    ]
  )
  func breaking(log: [String], verdict: Verdict, expected: [String]) {
    let test = World.flaky(1) { $0.verdict = verdict }
    #expect(World.decisions([test], lines(log)) == expected)
  }

  @Test(
    "What a person decided stays",
    arguments: [
      (["removed -1 ada"], []), (["removed -3 ada"], ["entered 1"]), (["held -3 ada"], []),
      (["held -3 ada", "lifted -1 ada"], ["entered 1"]), (["entered -9", "held -3 ada"], []),
      // The policy of another history did not know of it.
      (["held -3 ada", "entered -1"], []), (["entered -9 ada", "probation -1"], []),
      (["entered -9", "released -1"], []), (["entered -9", "released -3"], ["entered 1"]),
      (["candidate -3"], ["entered 1"]),
    ]
  )
  func decisionsOfPeople(log: [String], expected: [String]) {
    #expect(World.decisions([World.flaky(1)], lines(log)) == expected)
  }

  @Test("A hold ends by itself where it says when")
  func holdUntil() {
    for (day, expected) in [(-1, ["entered 1"]), (1, [])] {
      let line = World.line(.held, 1, -3, by: "ada") { $0.until = World.day(day) }
      #expect(World.decisions([World.flaky(1)], [line]) == expected)
    }
  }

  @Test("What is past its date is said once, louder after some time, and never leaves by that")
  func expiry() {
    for (days, author, expected) in [
      (1, "policy", []), (0, "policy", ["overdue 1"]), (-13, "policy", ["overdue 1"]),
      (-14, "policy", ["overdue 1", "escalated 1"]), (0, "ada", ["overdue 1"]),
    ] {
      let line = World.line(.entered, 1, -40, by: author) { $0.entry.expires = World.day(days) }
      #expect(World.decisions([World.flaky(1)], [line]) == expected)
      let said = [
        World.line(.overdue, 1, 0), World.line(.escalated, 1, 0),
      ]
      #expect(World.decisions([World.flaky(1)], [line] + said) == [])
      let longer = World.line(.changed, 1, 0, by: "ada") {
        $0.changes = QuarantineTransition.Changes(expires: World.day(9))
      }
      #expect(World.decisions([World.flaky(1)], [line, longer]) == [])
    }
  }

  @Test("Candidates are said when that is news, and when they no longer are any")
  func candidates() {
    let unsure = World.flaky(1) { $0.probability = 0.9 }
    let log = [World.line(.candidate, 1, -3) { $0.obstacle = .unsure }]
    #expect(World.decisions([unsure], log) == [])
    #expect(World.decisions([], log) == ["cleared 1"])
    #expect(World.decisions([World.recovered(1, clean: 30)], log) == ["cleared 1"])
    let protecting = policy { $0.protected = [.name("test_1")] }
    #expect(World.decisions(protecting, [World.flaky(1)], log) == ["candidate 1 (protected)"])
    let watched = [World.line(.entered, 1, -9), World.line(.probation, 1, -3)]
    #expect(World.decisions(protecting, [World.flaky(1)], watched) == ["candidate 1 (protected)"])
  }

  @Test("Entries have a date, a mode and an owner, and keep those that a person gave them")
  func fields() throws {
    let policy = policy {
      $0.modes = [ModeRule(selector: .path("tests/"), mode: .verdict)]
      $0.expiryDays = 7
    }
    let test = World.flaky(1) { $0.owners = ["@a", "@b"] }
    let entered = policy.transitions(World.assessment([test]), records: [])
    let entry = try #require(entered.first?.entry)
    #expect(entry.mode == .verdict && entry.expires == World.day(7) && entry.owner == "@a @b")
    #expect(entry.commits == 3 && entry.lastFlake == World.day(-2) && entry.flakeRateHigh == 0.3)

    let bare = World.line(.entered, 1, -3)
    #expect(World.decisions(policy, [test], [bare]) == ["changed 1"])
    let byHand = World.line(.changed, 1, -1, by: "ada") {
      $0.changes = QuarantineTransition.Changes(owner: "@ada", mode: .skip)
    }
    #expect(World.decisions(policy, [test], [bare, byHand]) == [])
  }

  /// Lines from "kind day author".
  private func lines(_ log: [String]) -> [QuarantineTransition] {
    log.map { line in
      let words = line.split(separator: " ").map(String.init)
      return World.line(
        QuarantineTransition.Kind(rawValue: words[0]) ?? .changed,
        1,
        Int(words[1]) ?? 0,
        by: words.count > 2 ? words[2] : "policy"
      )
    }
  }
}
