import Foundation
import TestModel
import TestSupport
import Testing

@testable import Commands

@Suite("The timings of the demo's history", .serialized)
struct TimingsCommandTests {
  private func demo(_ arguments: [String]) throws -> CommandOutput {
    try run(
      ["timings", "--db", demoHistory, "--as-of", "2026-11-16T00:00:00Z", "--window", "35d"]
        + arguments,
      in: packageFolder
    )
  }

  private func document(_ arguments: [String]) throws -> [String: Any] {
    let output = try demo(arguments + ["--format", "json"])
    #expect(output.status == .done)
    return try #require(
      JSONSerialization.jsonObject(with: Data(output.text.utf8)) as? [String: Any]
    )
  }

  private func changes(_ document: [String: Any]) throws -> [[String: Any]] {
    let changes = try #require(document["changes"] as? [String: Any])
    return try #require(changes["found"] as? [[String: Any]])
  }

  @Test("The tests that became slower are those of the truth, with the commit, and no others")
  func changesAreTrue() throws {
    let found = try changes(try document(["--by", "test"])).filter {
      $0["is_notable"] as? Bool == true
    }
    let truth = try #require(
      JSONSerialization.jsonObject(
        with: Data(contentsOf: fixtures.appending(path: "history/truth.json"))
      ) as? [String: Any]
    )
    let drifting = try #require(truth["tests"] as? [[String: Any]]).filter {
      ($0["kinds"] as? [String])?.contains("drifting") == true
    }
    #expect(!drifting.isEmpty)
    #expect(
      Set(found.compactMap { $0["name"] as? String })
        == Set(drifting.compactMap { $0["name"] as? String })
    )
    for change in found {
      let match = try #require(
        drifting.first { $0["name"] as? String == change["name"] as? String }
      )
      let duration = try #require(match["duration"] as? [String: Any])
      let isTrend = duration["course"] as? String == "trend"
      #expect(change["direction"] as? String == "slower")
      #expect(change["is_gradual"] as? Bool == isTrend)
      guard let from = duration["from"] as? [String: Any] else { continue }
      let first = try #require(change["first_run"] as? [String: Any])
      #expect(first["commit"] as? String == from["commit"] as? String)
      let factor = try #require(duration["factor"] as? Double)
      let seen = try #require(change["factor"] as? Double)
      #expect(seen > factor * 0.8 && seen < factor * 1.25)
    }
  }

  @Test(
    "The slowest come first, and their shares are of all",
    arguments: ["file", "class", "test"]
  )
  func slowest(by kind: String) throws {
    let all = try document(["--by", kind, "--slowest", "100000"])
    let items = try #require(all["slowest"] as? [[String: Any]])
    let times = items.compactMap { $0["expected_seconds"] as? Double }
    #expect(times == times.sorted(by: >) && times.count == all["item_count"] as? Int)
    let shares = items.compactMap { $0["share"] as? Double }.reduce(0, +)
    #expect(abs(shares - 1) < 0.001)
    let few = try document(["--by", kind, "--slowest", "3"])
    #expect((few["slowest"] as? [Any])?.count == 3)
  }

  @Test("A suite that is split has its balance, its curve ends at its longest file")
  func balance() throws {
    let suites = try #require(
      try document(["--job", "unit", "--variant", "py312"])["suites"] as? [[String: Any]]
    )
    #expect(suites.count == 1)
    let balance = try #require(suites[0]["balance"] as? [String: Any])
    let runs = try #require(balance["runs"] as? [[String: Any]])
    #expect(runs.count == 8)
    for run in runs {
      let nodes = try #require(run["nodes"] as? [[String: Any]])
      let times = nodes.compactMap { $0["seconds"] as? Double }
      let longest = try #require(run["longest_seconds"] as? Double)
      let mean = try #require(run["mean_seconds"] as? Double)
      #expect(times.count == 2 && times.max() == longest)
      #expect(abs(times.reduce(0, +) / 2 - mean) < 0.001)
      #expect(nodes.allSatisfy { $0["predicted_seconds"] is Double })
    }
    let curve = try #require(suites[0]["curve"] as? [String: Any])
    let points = try #require(curve["points"] as? [[String: Any]])
    let last = try #require(points.last?["seconds"] as? Double)
    let floor = try #require((curve["floor"] as? [String: Any])?["seconds"] as? Double)
    #expect(last == floor)
  }

  @Test(
    "The same answer comes out later, and a window that ends earlier knows nothing of later runs"
  )
  func asOf() throws {
    let now = try demo(["--by", "test"])
    #expect(try demo(["--by", "test"]) == now)
    let before = try run(
      [
        "timings", "--db", demoHistory, "--by", "test", "--format", "json",
        "--as-of", "2026-10-30T00:00:00Z",
      ],
      in: packageFolder
    )
    #expect(!before.text.contains("test_drops_batch[11-usd]\",\n      \"p_value"))
    #expect(!before.text.contains("2026-10-30T1"))
  }

  @Test("Where there are no runs, that is the answer; wrong numbers are refused")
  func nothing() throws {
    let none = try demo(["--repo", "no/such"])
    #expect(none.status == .done)
    #expect(none.text == "No run with tests in 35 days: nothing can be said.\n")
    #expect(try demo(["--slowest", "0"]).status == .usage)
    #expect(try demo(["--branch", "main"]).text.contains("Tests take"))
  }
}
