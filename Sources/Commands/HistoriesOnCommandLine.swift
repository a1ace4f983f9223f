import Foundation
import Ingester

/// The histories that the arguments of a command name, and those that lead to nothing.
struct HistoriesOnCommandLine {
  private(set) var files: [String] = []
  private(set) var rejected: [MergeReport.Rejected] = []

  init(_ paths: [String], in surroundings: Surroundings) {
    var known: Set<String> = []
    for path in paths {
      do {
        for file in try Self.histories(at: path, in: surroundings.folder)
        where known.insert(file).inserted { files.append(file) }
      } catch {
        rejected.append(MergeReport.Rejected(file: path, failure: error))
      }
    }
  }

  private static func histories(
    at path: String,
    in folder: String
  ) throws(CommandFailure) -> [String] {
    var isFolder: ObjCBool = false
    let absolute = path.hasPrefix("/") ? path : folder + "/" + path
    if FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder) {
      guard isFolder.boolValue else { return [path] }
      let base = path.hasSuffix("/") ? path : path + "/"
      let found = Glob("**/*.sqlite").matches(in: absolute).map { base + $0 }
      guard !found.isEmpty else {
        throw CommandFailure("the folder \(path) holds no .sqlite file", .unusableInput)
      }
      return found
    }
    guard Glob.isPattern(path) else {
      throw CommandFailure("there is no history at \(path) to merge", .missingFile)
    }
    let matches = Glob(path).matches(in: folder)
    guard !matches.isEmpty else { throw CommandFailure("no file matches \(path)", .missingFile) }
    var found: [String] = []
    for match in matches { found += try histories(at: match, in: folder) }
    return found
  }
}
