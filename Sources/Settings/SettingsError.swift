/// Why a settings file cannot be used: what, where, and what to do.
public struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as it is shown.
  public var path: String
  /// The line, from 1; none where the whole file is meant.
  public var line: Int?
  /// What is wrong, and what to do.
  public var reason: String

  /// Creates an error.
  public init(path: String, line: Int? = nil, reason: String) {
    self.path = path
    self.line = line
    self.reason = reason
  }

  /// One sentence, as `evenkeel.yml:3: …`.
  public var description: String {
    line.map { "\(path):\($0): \(reason)" } ?? "\(path): \(reason)"
  }
}
