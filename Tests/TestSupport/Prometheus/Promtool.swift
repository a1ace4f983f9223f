import Foundation
public import Testing

/// Prometheus's own checker of metrics and rules, of Debian's package `prometheus`.
public enum Promtool {
  /// What it says, and its exit status.
  public struct Answer: Sendable {
    /// What it says.
    public var text: String
    /// 0 where it has nothing against it.
    public var status: Int32
  }

  private static let path: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let folders = path.split(separator: ":").map(String.init) + ["/usr/bin", "/usr/local/bin"]
    return folders.map { "\($0)/promtool" }.first(where: FileManager.default.isExecutableFile)
  }()

  /// Runs `promtool check`; none where it is not installed, and that is said.
  ///
  /// In CI, whose scripts install it, that is a failure.
  ///
  /// - Parameters:
  ///   - kind: `metrics`, which are read from standard input, or `rules`, which are a file.
  ///   - file: what is checked.
  public static func check(
    _ kind: String,
    _ file: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Answer? {
    guard let path else {
      if ProcessInfo.processInfo.environment["CI"] != nil {
        Issue.record(
          "promtool is not installed; scripts/install-promtool does that",
          sourceLocation: sourceLocation
        )
      }
      print("skipped: promtool is not installed here (Debian: prometheus)")
      return nil
    }
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    let command =
      kind == "metrics"
      ? "exec \"$1\" check metrics <\"$2\" 2>&1" : "exec \"$1\" check \(kind) \"$2\" 2>&1"
    process.arguments = ["-c", command, "sh", path, file]
    process.standardOutput = output
    try process.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Answer(text: String(decoding: said, as: UTF8.self), status: process.terminationStatus)
  }
}
