import Foundation
import Reporter
import Settings

/// The settings file of a command, found and read.
struct FoundSettings {
  let file: SettingsFile
  /// The folder of the file as seen from the current one, with a slash at its end; empty where they
  /// are the same.
  let base: String

  private static let name = "evenkeel.yml"

  /// Reads the file that is named, else the nearest one from the current folder up to the root of
  /// its checkout; none where there is none.
  ///
  /// - Throws: `CommandFailure` where the named one is not there, or `SettingsError` where the file
  ///   cannot be used.
  init?(named: String?, in surroundings: Surroundings) throws {
    guard let path = named ?? FoundSettings.nearest(to: surroundings.folder) else { return nil }
    let absolute = surroundings.absolute(path)
    var status = stat()
    guard stat(absolute, &status) == 0 else {
      throw CommandFailure(
        "there is no settings file at \(terminalText(path)); check --config",
        .missingFile
      )
    }
    // A pipe may never end. What is named by hand may be one, or /dev/null.
    guard status.st_mode & S_IFMT == S_IFREG || named != nil && status.st_mode & S_IFMT != S_IFDIR
    else { throw SettingsError(path: path, reason: "this is no file; rename it") }
    guard let handle = FileHandle(forReadingAtPath: absolute),
      let bytes = try? handle.read(upToCount: SettingsFile.mostBytes + 1) ?? Data()
    else {
      throw CommandFailure("\(path) cannot be read; check its permissions", .inputOutput)
    }
    file = try SettingsFile(bytes, path: path, keys: Setting.all.map(\.key))
    base = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The path of the nearest file, as seen from a folder.
  private static func nearest(to folder: String) -> String? {
    var above = ""
    var folder = folder[...]
    while true {
      if exists("\(folder)/\(name)") { return above + name }
      guard !exists("\(folder)/.git"), let slash = folder.lastIndex(of: "/") else { return nil }
      folder = folder[..<slash]
      above += "../"
    }
  }

  private static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }
}
