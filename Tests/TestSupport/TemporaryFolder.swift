public import Foundation

/// Calls `body` with a new, empty folder that is removed afterwards.
public func withTemporaryFolder<Answer>(_ body: (URL) throws -> Answer) throws -> Answer {
  let folder = FileManager.default.temporaryDirectory.appending(path: "evenkeel-\(UUID())")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}

extension URL {
  /// Writes text to a file in this folder, and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    let file = appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: file)
    return file.path(percentEncoded: false)
  }
}
