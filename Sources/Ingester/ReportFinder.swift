import Foundation

/// Finds the reports that paths on the command line name.
///
/// - Parameters:
///   - paths: files, folders, which are walked for `.xml` files, patterns, and `-`.
///   - folder: what relative paths are relative to.
/// - Returns: the files, each once, in the order of the paths and sorted within each.
/// - Throws: `IngestError` for the first path that leads to nothing.
public func findReports(_ paths: [String], in folder: String) throws(IngestError) -> [String] {
  var found: [String] = []
  var known: Set<String> = []
  for path in paths {
    for file in try reports(at: path, in: folder) where known.insert(file).inserted {
      found.append(file)
    }
  }
  return found
}

private func reports(at path: String, in folder: String) throws(IngestError) -> [String] {
  guard path != "-" else { return [path] }
  var isFolder: ObjCBool = false
  let absolute = path.hasPrefix("/") ? path : folder + "/" + path
  if FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder) {
    guard isFolder.boolValue else { return [path] }
    let base = path == "." ? "" : (path.hasSuffix("/") ? path : path + "/")
    let walked = Glob("**").matches(in: absolute).filter(isReportName).map { base + $0 }
    guard !walked.isEmpty else { throw IngestError.noReports(folder: path) }
    return walked
  }
  guard Glob.isPattern(path) else { throw IngestError.missing(path: path) }
  let matches = Glob(path).matches(in: folder)
  guard !matches.isEmpty else { throw IngestError.noMatch(pattern: path) }
  var files: [String] = []
  for match in matches { files += try reports(at: match, in: folder) }
  return files
}

/// Whether a file in a folder is taken for a report; Qt's tests write `.junitxml`.
private func isReportName(_ path: String) -> Bool {
  let name = path.lowercased()
  return name.hasSuffix(".xml") || name.hasSuffix(".junitxml")
}
