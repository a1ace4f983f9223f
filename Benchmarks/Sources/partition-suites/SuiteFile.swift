import Foundation
import StatisticsCore

/// A suite of real durations: a folder with the file `latest.csv`, of lines `key,seconds`.
struct SuiteFile {
  let name: String
  let folder: URL
  let items: [ShardItem]

  /// The suites in a folder, by name.
  static func all(in folder: String) throws -> [SuiteFile] {
    let root = URL(fileURLWithPath: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.compactMap { name in
      let folder = root.appendingPathComponent(name)
      let file = folder.appendingPathComponent("latest.csv")
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      let lines = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline)
      return SuiteFile(name: name, folder: folder, items: lines.dropFirst().compactMap(item))
    }
  }

  /// The item of a line that ends with its key and its seconds.
  static func item(of line: Substring) -> ShardItem? {
    // A key may hold commas; the seconds never do.
    guard let comma = line.lastIndex(of: ","),
      let seconds = Double(line[line.index(after: comma)...])
    else { return nil }
    let weight = max(1, Int64((seconds * 1e6).rounded()))
    return ShardItem(name: String(line[..<comma]), weight: weight)
  }
}
