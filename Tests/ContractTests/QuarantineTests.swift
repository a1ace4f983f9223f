import Foundation
import TestSupport
import Testing

/// Days of CI that a test writes: what ran each day, and at which commit.
private struct CIDays {
  let folder: URL

  static func day(_ day: Int) -> String {
    Date(timeIntervalSince1970: 1_790_000_000 + Double(day) * 86_400).ISO8601Format()
  }

  /// Ingests a day's runs: each test fails as often as is said, and passes on its retry.
  func ingest(_ day: Int, runs: Int = 4, flaking: [String] = [], failing: [String] = []) throws {
    for run in 0..<runs {
      let cases = ["test_flaky", "test_other", "test_a", "test_b"].map { name in
        let isFlaking = flaking.contains(name) && run == 0
        let element = isFlaking ? "flakyFailure" : failing.contains(name) ? "failure" : nil
        let failure = element.map { "<\($0) message=\"took 3 s\" type=\"Timeout\">trace</\($0)>" }
        return "<testcase classname=\"tests.cart\" name=\"\(name)\" file=\"tests/cart.py\" "
          + "time=\"0.1\">\(failure ?? "")</testcase>\n"
      }
      let name = "reports/\(day)-\(run).xml"
      try folder.write("<testsuite name=\"pytest\">\(cases.joined())</testsuite>", to: name)
      let result = try runBinary(
        [
          "ingest", name, "--job", "unit", "--branch", "main", "--default-branch", "main",
          "--pipeline", "\(day)-\(run)", "--commit", "c\(day)-\(run)",
          "--started-at", Self.day(day).replacing("Z", with: ".\(run)00Z"), "--quiet",
        ],
        in: folder
      )
      #expect(result.status == 0, "\(result.errors)")
    }
  }

  func quarantine(_ arguments: [String]) throws -> BinaryResult {
    try runBinary(["quarantine"] + arguments, in: folder, wrapper: ["env", "USER=ada"])
  }

  func update(_ day: Int, _ options: [String] = []) throws -> String {
    let result = try quarantine(["update", "--as-of", Self.day(day)] + options)
    #expect(result.status == 0, "\(result.errors)")
    return result.output
  }

  func states(_ day: Int, of list: String = "tests") throws -> [String: String] {
    let result = try quarantine(["list", "--format", "json", "--as-of", Self.day(day)])
    let json = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    let tests = json?[list] as? [[String: Any]] ?? []
    return Dictionary(
      tests.compactMap { test in
        (test["name"] as? String).flatMap { name in
          (test["state"] as? String).map { (name, $0) }
        }
      },
      uniquingKeysWith: { first, _ in first }
    )
  }
}

@Suite("evenkeel quarantine, against the built binary")
struct QuarantineTests {
  @Test("A life: it enters, leaves on its evidence, flakes back, is overdue and escalated")
  func life() throws {
    try withTemporaryFolder { folder in
      let days = CIDays(folder: folder)
      try folder.write("tests/ @acme/shop", to: ".github/CODEOWNERS")
      for day in 0..<10 { try days.ingest(day, flaking: ["test_flaky"]) }
      let dry = try days.update(10, ["--dry-run"])
      #expect(dry.hasPrefix("enters     tests.cart::test_flaky: failed 10 of 40 times"))
      #expect(dry.contains("owned by @acme/shop"))
      #expect(try days.states(10) == [:])
      #expect(try days.update(10) == dry)
      #expect(try days.update(10) == "Nothing changes.\n")
      #expect(try days.states(10) == ["test_flaky": "quarantined"])

      let long = try days.update(41)
      #expect(long.contains("overdue    tests.cart::test_flaky: in quarantine since"))
      #expect(try days.states(41) == ["test_flaky": "expired"])
      #expect(try days.update(55).contains("escalated  tests.cart::test_flaky"))
      let list = try days.quarantine(["list", "--as-of", CIDays.day(55)])
      #expect(list.output.contains("(overdue, escalated)"))
      // As of then nothing of that was known.
      #expect(try days.states(12) == ["test_flaky": "quarantined"])
      #expect(try days.states(9) == [:])

      for day in 55..<70 { try days.ingest(day) }
      #expect(try days.update(70).hasPrefix("probation  tests.cart::test_flaky: clean in 60 of 60"))
      #expect(try days.states(70) == [:])
      #expect(try days.states(70, of: "watched") == ["test_flaky": "probation"])
    }
  }

  @Test("What a person decides holds, with a reason and an author, and is logged")
  func byHand() throws {
    try withTemporaryFolder { folder in
      let days = CIDays(folder: folder)
      for day in 0..<10 { try days.ingest(day, flaking: ["test_flaky"]) }
      func expect(_ arguments: [String], status: Int32 = 0, says text: String) throws {
        let result = try days.quarantine(arguments)
        #expect(result.status == status, "\(arguments): \(result.errors)")
        #expect((result.output + result.errors).contains(text), "\(arguments)")
      }
      let test = "tests.cart::test_flaky"
      try expect(["hold", test, "--reason", "guards payments"], says: "held       \(test): guards")
      let now = ["update", "--window", "3650d"]
      try expect(now, says: "Nothing changes.")
      try expect(["list", "--all"], says: "held out")
      try expect(["add", test, "--reason", "r"], status: 64, says: "ada holds \(test) out")
      try expect(["release", test, "--reason", "no longer"], says: "lifted")
      try expect(now, says: "enters     \(test)")
      try expect(["edit", test], status: 64, says: "Say what changes")
      let later = ["edit", test, "--expires", "2099-01-01"]
      try expect(later, status: 64, says: "--reason")
      try expect(later + ["--reason", "waits for a fix"], says: "look again on 2099-01-01")
      let issue = "https://example.com/issues/7"
      try expect(["edit", test, "--issue", issue, "--mode", "verdict"], says: issue)
      try expect(["list", "--format", "json"], says: "\"mode\" : \"verdict\"")
      try expect(["list", "--format", "json"], says: "\"issue\" : \"\(issue)\"")
      try expect(["release", test, "--reason", "waits", "--fixed-by", "c9"], says: "fixed")
      try expect(now, says: "Nothing changes.")
      try expect(["list"], says: "Not in quarantine: 1 fixed; --all lists them.")
      let other = "tests.cart::test_other"
      try expect(["add", other, "--reason", "by hand"], says: "enters     \(other): by hand")
      try expect(["remove", other, "--reason", "done"], says: "removed    \(other): done")
      try expect(["remove", other], status: 64, says: "is not in quarantine")
      let forged = ["add", other, "--reason", "r", "--author", "policy"]
      try expect(forged, status: 64, says: "name a person")
      try expect(["log", test], says: "held  by ada: guards payments")
      try expect(["log"], says: "\(test) fixed  by ada: waits, by commit c9")
    }
  }

  @Test("The JSON that bots and plugins read")
  func document() throws {
    try withTemporaryFolder { folder in
      let days = CIDays(folder: folder)
      try folder.write("tests/ @acme/shop", to: ".github/CODEOWNERS")
      for day in 0..<10 {
        try days.ingest(day, flaking: ["test_flaky"] + (day > 7 ? ["test_other"] : []))
      }
      _ = try days.update(10)
      let list = ["list", "--format", "json", "--as-of", CIDays.day(11)]
      let json = try days.quarantine(list)
      try expectGolden(json.output, "quarantine/list.json")
      #expect(try days.quarantine(list).output == json.output)
    }
  }
}
