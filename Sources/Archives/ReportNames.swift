/// Whether an entry is taken for a report, or for an archive of reports, by its name.
///
/// Only names within an archive are asked for: what a user names is read whatever it is called.
///
/// - Parameter name: the name within the archive, with `/` between folders.
public func isReportOrArchiveName(_ name: String) -> Bool {
  let parts = name.lowercased().split(separator: "/")
  guard var file = parts.last else { return false }
  // What macOS packs beside each file has the file's name.
  guard !file.hasPrefix("._"), parts.first != "__macosx" else { return false }
  if file.hasSuffix(".gz") { file = file.dropLast(3) }
  guard file != ".test_durations" else { return true }
  return namesOfReports.contains { file.hasSuffix($0) }
    || namesOfArchives.contains { file.hasSuffix($0) }
}

private let namesOfReports = [
  ".xml", ".junitxml", ".json", ".jsonl", ".ndjson", ".trx", ".tap",
]

private let namesOfArchives = [".zip", ".tar", ".tgz"]
