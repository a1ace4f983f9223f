/// Why something that was named for ingestion cannot be used.
public enum IngestError: Error, Sendable, Hashable {
  /// There is nothing at the path.
  case missing(path: String)
  /// The file cannot be read.
  case unreadable(path: String, reason: String)
  /// The folder holds no report.
  case noReports(folder: String)
  /// The pattern matches nothing.
  case noMatch(pattern: String)
  /// A line of the manifest cannot be used.
  case badManifest(path: String, line: Int, reason: String)
}

extension IngestError: CustomStringConvertible {
  /// One sentence: what, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let path): "there is no file or folder at \(path); check the path"
    case .unreadable(let path, let reason): "\(path) cannot be read: \(reason)"
    case .noReports(let folder):
      "the folder \(folder) holds no file that is named like a report; name the folder that the "
        + "test runner writes to"
    case .noMatch(let pattern):
      "no file matches \(pattern); is the pattern quoted and relative to "
        + "the current folder?"
    case .badManifest(let path, let line, let reason): "\(path):\(line): \(reason)"
    }
  }
}
