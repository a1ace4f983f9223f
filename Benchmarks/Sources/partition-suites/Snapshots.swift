import Foundation
import StatisticsCore

/// The snapshots of a suite's durations, the earliest first.
struct Snapshots {
  let items: [[ShardItem]]

  /// Reads `history.csv.gz`, of lines `date,commit,key,seconds`, with `gzip`.
  init(ofSuiteIn folder: URL) throws {
    let file = folder.appendingPathComponent("history.csv.gz")
    let gzip = Process()
    gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    gzip.arguments = ["gzip", "-dc", file.path]
    let output = Pipe()
    gzip.standardOutput = output
    try gzip.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    gzip.waitUntilExit()
    items = Snapshots.items(in: String(decoding: data, as: UTF8.self))
  }

  private static func items(in text: String) -> [[ShardItem]] {
    var snapshots: [[ShardItem]] = []
    var names: Set<String> = []
    var last: [Substring] = []
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let head = line.split(separator: ",", maxSplits: 2, omittingEmptySubsequences: false)
      guard head.count == 3, let item = SuiteFile.item(of: head[2]) else { continue }
      if Array(head[..<2]) != last {
        last = Array(head[..<2])
        snapshots.append([])
        names = []
      }
      if names.insert(item.name).inserted { snapshots[snapshots.count - 1].append(item) }
    }
    return snapshots
  }
}
