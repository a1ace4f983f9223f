/// What a settings file says, key by key.
///
/// The file comes with a stranger's pull request: its size is bounded, nothing of it stands for
/// something else (no aliases, no tags), and what is not understood is an error.
public struct SettingsFile: Sendable, Hashable {
  /// The largest file that is read, in bytes.
  public static let mostBytes = 65_536

  /// The file, as it is shown.
  public let path: String
  /// What it says, in its order; each key once.
  public let entries: [Entry]

  /// A key and what the file says of it.
  public struct Entry: Sendable, Hashable {
    /// The full name, with dots between it and its sections.
    public var key: String
    /// The line of the key, from 1.
    public var line: Int
    /// The value.
    public var value: Value

    /// Creates an entry.
    public init(key: String, line: Int, value: Value) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  /// The value of a key.
  public enum Value: Sendable, Hashable {
    /// One text, as it stands in the file.
    case text(String)
    /// A list of texts.
    case list([Item])
    /// A list of single pairs.
    case pairs([Pair])
  }

  /// A text of a list.
  public struct Item: Sendable, Hashable {
    /// The text.
    public var text: String
    /// Its line, from 1.
    public var line: Int
  }

  /// A pair of a list.
  public struct Pair: Sendable, Hashable {
    /// What stands before the colon.
    public var name: String
    /// What stands after it.
    public var text: String
    /// Its line, from 1.
    public var line: Int
  }

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - path: the file, as it is shown.
  ///   - keys: the full names of all keys that there are.
  /// - Throws: `SettingsError` where it is no YAML, has what is not read here, or has another key.
  public init(_ bytes: some Collection<UInt8>, path: String, keys: [String]) throws(SettingsError) {
    guard bytes.count <= SettingsFile.mostBytes else {
      throw SettingsError(path: path, reason: "the file is over 64 KB; settings are short")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingsError(path: path, reason: "the file is not UTF-8; save it as UTF-8")
    }
    try refuseAliases(in: text, path: path)
    self.path = path
    let document = try YAMLDocument(text, path: path)
    var reader = NodeReader(path: path, keys: SettingsKeys(keys))
    if let root = document.root { try reader.read(root, section: "") }
    entries = reader.entries
    withExtendedLifetime(document) {}
  }
}
