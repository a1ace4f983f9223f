import Foundation
import TestModel
import TestSupport
import Testing

@testable import Formats

@Suite("Failures that a runner was told to excuse")
struct ExcusedFailureTests {
  private func cases(_ fixture: String) throws -> [String: ReportedCase] {
    let report = try FormatsTests.read(
      Data(contentsOf: fixtures.appending(path: "junit/\(fixture).xml"))
    )
    return Dictionary(report.cases.map { ($0.id.name, $0) }) { first, _ in first }
  }

  @Test("Each failure that pytest's plugin excused is told as it is where it counts")
  func pytestFailures() throws {
    let excused = try cases("pytest/quarantined")
    let counted = try cases("pytest/not-quarantined")
    let failures = [
      "test_fails", "test_setup", "test_teardown", "test_both", "test_own_strict", "test_unit",
      "test_unit_subs", "test_subs", "test_pytest_fail",
    ]
    for name in failures {
      let attempt = try #require(excused[name]?.tellingAttempt)
      let plain = try #require(counted[name]?.tellingAttempt)
      #expect(attempt.excuse == .quarantine && plain.excuse == nil, "\(name)")
      #expect(attempt.outcome == plain.outcome, "\(name)")
      #expect(attempt.message == plain.message, "\(name)")
      #expect(attempt.type == plain.type, "\(name)")
      // Addresses of objects differ from run to run.
      guard name != "test_subs" else { continue }
      #expect(attempt.details == plain.details, "\(name)")
    }
    #expect(Set(excused.values.filter(\.outcome.isFailure).map(\.id.name)) == Set(failures))
  }

  @Test("What passed, what its author expects to fail and what did not run stay what they are")
  func othersStay() throws {
    let cases = try cases("pytest/quarantined")
    for name in ["test_ok", "test_passes", "test_own_xpass"] {
      #expect(cases[name]?.outcome == .passed, "\(name)")
    }
    for name in ["test_own_xfail", "test_imperative", "test_skipped"] {
      #expect(cases[name]?.outcome == .skipped, "\(name)")
      #expect(cases[name]?.attempts[0].excuse == nil, "\(name)")
    }
    #expect(cases["test_skipped"]?.attempts[0].message == "\(QuarantineMark.notRun)")
  }

  @Test("Robot Framework's skips on failure are failures in the words of all its versions")
  func robot() throws {
    let all = try cases("robot/skip-on-failure").merging(
      try cases("robot/skip-on-failure-before-7")
    ) { $1 }
    for name in [
      "Pays Slowly", "Pays \"Twice\"", "Pays In Version 4", "Pays In Version 6", "Pays As A Task",
    ] {
      let attempt = try #require(all[name]?.attempts.first)
      #expect(attempt.outcome == .failed && attempt.excuse == .runner, "\(name)")
      let message = name.hasPrefix("Pays \"") ? "Two lines:\nsecond & <third>" : "Gateway timed out"
      #expect(attempt.message == message && attempt.type == "AssertionError")
      #expect(attempt.duration != nil)
    }
    for name in ["Ships", "Prints", "Fails Itself", "Is Not Run"] {
      #expect(all[name]?.outcome == .skipped, "\(name)")
    }
    #expect(all["Refunds"]?.outcome == .passed)
  }

  @Test("TestNG's own reports tell skips as errors; they are skips")
  func testNG() throws {
    let cases = try cases("unknown/testng-own-report")
    for name in ["adds", "zählt", "rounds", "afterAdds"] {
      #expect(cases[name]?.outcome == .skipped, "\(name)")
    }
    #expect(cases["addsTax"]?.outcome == .passed)
  }

  @Test("What a runner was told to leave out, and what its author marks, is no run anywhere")
  func noRuns() throws {
    for (fixture, skipped) in [
      ("rspec/pending", 4), ("node-test/todo", 3), ("mocha-xunit/pending", 3),
      ("phpunit/incomplete", 2), ("ctest/disabled", 2), ("googletest/disabled", 2),
    ] {
      let cases = try cases(fixture)
      #expect(cases.values.count { $0.outcome == .skipped } == skipped, "\(fixture)")
      #expect(cases.values.allSatisfy { $0.attempts.allSatisfy { $0.excuse == nil } })
    }
  }

  @Test("Our mark is found behind a producer's own word, and in no other message")
  func marks() {
    func ended(_ message: String?, _ outcome: Outcome = .skipped) -> Attempt {
      Attempt(outcome: outcome, message: message).asItEnded
    }
    let behind = ended("XFAIL evenkeel: in quarantine, failed: boom\n\nevenkeel: in full:\nat a.py")
    #expect(behind.outcome == .failed && behind.message == "boom" && behind.details == "at a.py")
    #expect(ended("evenkeel: in quarantine, errored: boom").outcome == .errored)
    let late = String(repeating: "x", count: 200) + "evenkeel: in quarantine, failed: boom"
    for message in [nil, "", "in quarantine", late, "\(QuarantineMark.notRun)"] {
      #expect(ended(message) == Attempt(outcome: .skipped, message: message))
    }
    let failed = Attempt(outcome: .failed, message: "evenkeel: in quarantine, failed: boom")
    #expect(failed.asItEnded == failed)
  }

  @Test("Formats other than JUnit's are read alike")
  func otherFormats() throws {
    let mark = "evenkeel: in quarantine, failed: boom"
    let ctrf = """
      {"reportFormat": "CTRF", "results": {"tool": {"name": "x"}, "summary": {}, "tests": [
      {"name": "a", "status": "skipped", "duration": 5, "message": "\(mark)"},
      {"name": "b", "status": "skipped", "duration": 5, "message": "no printer"}]}}
      """
    let report = try FormatsTests.read(Array(ctrf.utf8), as: .ctrf)
    #expect(report.cases.map(\.outcome) == [.failed, .skipped])
    #expect(report.summary.counts.failed == 1 && report.summary.counts.skipped == 1)
  }
}
