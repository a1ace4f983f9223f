import Foundation
import HistorySimulator

/// Writes a history to a folder.
struct HistoryWriter {
  let folder: URL

  func write(_ history: SimulatedHistory) throws {
    try FileManager.default.createDirectory(
      at: folder.appending(path: "xml"),
      withIntermediateDirectories: true
    )
    for run in history.runs {
      guard let path = run.reportPath else { continue }
      try write(junitXML(of: run), to: path)
    }
    let lines = history.runs.map { manifestLine(of: $0) + "\n" }
    try write(lines.joined(), to: "runs.jsonl")
    try write(truthJSON(of: history), to: "truth.json")
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: path))
  }
}
