import Archives
import Foundation

/// A file that a path on the command line leads to.
public struct FoundFile: Sendable, Hashable {
  /// The file.
  public var path: String
  /// Whether it was found in a folder, and not named.
  public var isWalked: Bool
}

/// Finds the reports that paths on the command line name.
///
/// - Parameters:
///   - paths: files, folders, which are walked for what is named like a report or an archive,
///     patterns, and `-`.
///   - folder: what relative paths are relative to.
/// - Returns: the files, each once, in the order of the paths and sorted within each.
/// - Throws: `IngestError` for the first path that leads to nothing.
public func findReports(_ paths: [String], in folder: String) throws(IngestError) -> [FoundFile] {
  var found: [FoundFile] = []
  var known: Set<String> = []
  for path in paths {
    for file in try reports(at: path, in: folder) where known.insert(file.path).inserted {
      found.append(file)
    }
  }
  return found
}

private func reports(at path: String, in folder: String) throws(IngestError) -> [FoundFile] {
  guard path != "-" else { return [FoundFile(path: path, isWalked: false)] }
  var isFolder: ObjCBool = false
  let absolute = path.hasPrefix("/") ? path : folder + "/" + path
  if FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder) {
    guard isFolder.boolValue else { return [FoundFile(path: path, isWalked: false)] }
    let base = path == "." ? "" : (path.hasSuffix("/") ? path : path + "/")
    let walked = Glob("**").matches(in: absolute).filter(isReportOrArchiveName)
      .sorted { order(of: $0).lexicographicallyPrecedes(order(of: $1)) }
    guard !walked.isEmpty else { throw IngestError.noReports(folder: path) }
    return walked.map { FoundFile(path: base + $0, isWalked: true) }
  }
  guard Glob.isPattern(path) else { throw IngestError.missing(path: path) }
  let matches = Glob(path).matches(in: folder)
  guard !matches.isEmpty else { throw IngestError.noMatch(pattern: path) }
  var files: [FoundFile] = []
  for match in matches { files += try reports(at: match, in: folder) }
  return files
}

/// The order of a file among those of its folder: Bazel keeps the attempts that failed beside the
/// last one, in `test_attempts/attempt_1.xml`, and they ran before `test.xml`.
private func order(of path: String) -> [UInt8] {
  Array(path.replacingOccurrences(of: "test_attempts/", with: "test!attempts/").utf8)
}
