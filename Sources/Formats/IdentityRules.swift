public import TestModel

/// How what a report says of a case's identity becomes what is kept.
///
/// The rules are the ingester's; they are applied while a report is read, because cases that have
/// one identity only after the rules are to be told apart as well.
public struct IdentityRules: Sendable {
  /// Where the hashes of identities start: `TestID.identitySeed(repo:)`.
  public var seed: UInt64
  /// Whether a name may hold parts that change from run to run: a cheap test that nearly all fail.
  public var mayNeedFolding: @Sendable (UnsafeBufferPointer<UInt8>) -> Bool
  /// A name with the parts folded that change from run to run.
  public var foldedName: @Sendable (String) -> String
  /// A source path as it is kept.
  public var normalizedPath: @Sendable (String) -> String

  /// Creates rules; without arguments identities are kept as they are reported.
  public init(
    seed: UInt64 = TestID.identitySeed(repo: ""),
    mayNeedFolding: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> Bool = { _ in false },
    foldedName: @escaping @Sendable (String) -> String = { $0 },
    normalizedPath: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.seed = seed
    self.mayNeedFolding = mayNeedFolding
    self.foldedName = foldedName
    self.normalizedPath = normalizedPath
  }

  /// The identity as it is kept.
  public func applied(to id: TestID) -> TestID {
    var applied = id
    applied.file = normalizedPath(id.file)
    applied.name = folded(id.name)
    applied.suite = folded(id.suite)
    return applied
  }

  /// A name as it is kept.
  func folded(_ name: String) -> String {
    var name = name
    return name.withUTF8(mayNeedFolding) ? foldedName(name) : name
  }
}
