import Foundation
import HistorySimulator
import TestSupport
import Testing

@Test("The history in Fixtures is the demo's of seed 1, byte by byte")
func fixtureIsTheDemo() throws {
  let folder = fixtures.appending(path: "history")
  let history = simulateHistory(SimulationPreset.demo.settings, seed: 1)
  #expect(try text("truth.json", in: folder) == truthJSON(of: history))
  let manifest = try text("runs.jsonl", in: folder).split(separator: "\n").map(String.init)
  #expect(manifest == history.runs.map { manifestLine(of: $0) })
  let reported = history.runs.filter { $0.reportPath != nil }
  let files = try FileManager.default.contentsOfDirectory(
    atPath: folder.appending(path: "xml").path(percentEncoded: false)
  )
  #expect(files.count == reported.count)
  for run in reported {
    #expect(try text(run.reportPath ?? "", in: folder) == junitXML(of: run))
  }
}

private func text(_ file: String, in folder: URL) throws -> String {
  try String(contentsOf: folder.appending(path: file), encoding: .utf8)
}
