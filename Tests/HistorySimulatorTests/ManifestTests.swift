import Foundation
import HistorySimulator
import Testing

@Suite struct ManifestTests {
  @Test func keysAreThoseOfTheManifestInItsOrder() throws {
    let run = try #require(SimulatedWorlds.demo.runs.first { $0.pipeline.pullRequest != nil })
    let line = manifestLine(of: run)
    let keys = [
      "files", "repo", "branch", "default_branch", "commit", "pr", "pipeline", "workflow", "job",
      "variant", "node_index", "node_total", "attempt", "started_at", "duration", "queued_for",
      "status", "runner",
    ]
    let places = try keys.map { try #require(line.range(of: "\"\($0)\":")).lowerBound }
    #expect(places == places.sorted())
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(object?.count == keys.count)
  }

  @Test func theDefaultBranchHasNoPullRequest() throws {
    let run = try #require(SimulatedWorlds.demo.runs.first { $0.pipeline.pullRequest == nil })
    #expect(!manifestLine(of: run).contains("\"pr\""))
    #expect(manifestLine(of: run).contains("\"branch\":\"main\""))
  }

  @Test func aDeadJobWithoutReportHasNoFiles() throws {
    let run = try #require(SimulatedWorlds.demo.runs.first { $0.report == .missing })
    #expect(manifestLine(of: run).hasPrefix("{\"files\":[],"))
  }

  @Test func theTruthIsJSON() throws {
    let text = truthJSON(of: SimulatedWorlds.demo)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((object?["tests"] as? [Any])?.count == SimulatedWorlds.demo.truth.tests.count)
    #expect((object?["renames"] as? [Any])?.count == 3)
  }
}
