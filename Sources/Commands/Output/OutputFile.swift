import Foundation

extension Surroundings {
  /// Gives a result to the file that the user named, whole or not at all; to standard output where
  /// none is named.
  func deliver(
    _ text: String,
    to path: String?,
    remarks: [String] = [],
    status: CommandStatus = .done
  ) throws -> CommandOutput {
    guard let path else { return CommandOutput(text, remarks: remarks, status: status) }
    let url = URL(filePath: absolute(path))
    do {
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(text.utf8).write(to: url, options: .atomic)
    } catch {
      throw CommandFailure("\(path) cannot be written; check the folder and the disk", .inputOutput)
    }
    return CommandOutput(remarks: remarks, status: status)
  }
}
