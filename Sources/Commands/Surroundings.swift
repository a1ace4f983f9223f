public import Foundation
public import TestModel

/// What a command may know of the world: handed in, so that a test can stand in for it.
public struct Surroundings: Sendable {
  /// The environment variables.
  public var variables: [String: String]
  /// The current folder, absolute.
  public var folder: String
  /// The moment that counts as now.
  public var now: Timestamp
  /// Reads standard input to its end; none where it is a terminal, which has no end.
  public var standardInput: @Sendable () -> Data?
  /// Where standard input can be opened as a file; none where it is a terminal, or there is no such
  /// place: then it is read to its end.
  public var standardInputPath: String?
  /// Shows how far a long work has come; does nothing where nobody looks.
  public var progress: @Sendable (String) -> Void

  /// Creates surroundings.
  public init(
    variables: [String: String],
    folder: String,
    now: Timestamp,
    standardInput: @escaping @Sendable () -> Data?,
    standardInputPath: String? = nil,
    progress: @escaping @Sendable (String) -> Void
  ) {
    self.variables = variables
    self.folder = folder
    self.now = now
    self.standardInput = standardInput
    self.standardInputPath = standardInputPath
    self.progress = progress
  }

  /// The surroundings of this process.
  public static func ofProcess() -> Surroundings {
    let showsProgress = isatty(STDERR_FILENO) == 1
    return Surroundings(
      variables: ProcessInfo.processInfo.environment,
      folder: FileManager.default.currentDirectoryPath,
      now: Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)),
      standardInput: {
        isatty(STDIN_FILENO) == 1 ? nil : try? FileHandle.standardInput.readToEnd() ?? Data()
      },
      standardInputPath: isatty(STDIN_FILENO) == 1 ? nil : "/dev/stdin",
      progress: { text in
        guard showsProgress else { return }
        // The line is written over by the next one, and by nothing at the end.
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(text)".utf8))
      }
    )
  }

  /// A path as an absolute one.
  func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : folder + "/" + path }
}
