import Foundation
import StatisticsCore

/// A suite of real durations: a folder with the file `latest.csv`, of lines `key,seconds`.
struct SuiteFile {
  let name: String
  let items: [ShardItem]

  /// The suites in a folder, by name.
  static func all(in folder: String) throws -> [SuiteFile] {
    let root = URL(fileURLWithPath: folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.compactMap { name in
      let file = root.appendingPathComponent(name).appendingPathComponent("latest.csv")
      guard FileManager.default.fileExists(atPath: file.path) else { return nil }
      return SuiteFile(name: name, items: items(in: try String(contentsOf: file, encoding: .utf8)))
    }
  }

  private static func items(in text: String) -> [ShardItem] {
    // A key may hold commas, in quotes or not; the seconds never do.
    text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      guard let comma = line.lastIndex(of: ","),
        let seconds = Double(line[line.index(after: comma)...])
      else { return nil }
      return ShardItem(name: String(line[..<comma]), weight: Int64((seconds * 1e6).rounded()))
    }
  }
}
