import Foundation
import TestModel
import TestSupport

/// One report of real producers, as the list beside them describes it.
struct RealReport {
  var path: String
  /// What wrote the report, as far as the list knows; a guess behind a question mark.
  var producer: String
  /// The numbers of cases, passed, failed or errored, and skipped; none where readers differ.
  var agreed: [Int]?

  /// The folder of real reports beside the project; they are other people's and not part of it.
  static let folder =
    ProcessInfo.processInfo.environment["REAL_REPORTS"].map { URL(filePath: $0) }
    ?? packageFolder.appending(path: "../shared/data/junit").standardizedFileURL

  /// Whether the folder is there.
  static var areHere: Bool { FileManager.default.fileExists(atPath: list.path) }

  private static var list: URL { folder.appending(path: "MANIFEST.tsv") }

  /// All reports of the list.
  static func all() throws -> [RealReport] {
    let lines = try String(contentsOf: list, encoding: .utf8).split(whereSeparator: \.isNewline)
    return lines.dropFirst().map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return RealReport(
        path: fields[0],
        producer: fields[1],
        agreed: fields[9] == "yes" ? fields[10...13].compactMap { Int($0) } : nil
      )
    }
  }

  func read() throws -> ReadReport {
    try FormatsTests.read(Data(contentsOf: RealReport.folder.appending(path: path)))
  }
}

extension ReadReport {
  /// The numbers that the list states.
  var counts: [Int] {
    let counts = summary.counts
    return [counts.cases, counts.passed, counts.failed + counts.errored, counts.skipped]
  }
}
