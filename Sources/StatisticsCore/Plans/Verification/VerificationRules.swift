/// What a run may do beside its plan without a finding.
public struct VerificationRules: Sendable, Hashable {
  /// Whether node 0 runs what the plan does not know.
  public var takesNewNames: Bool
  /// Names that have no tests: the names themselves, or how they begin, with `*` at the end.
  public var emptyNames: [String]

  /// Creates rules; without arguments the strictest.
  public init(takesNewNames: Bool = false, emptyNames: [String] = []) {
    self.takesNewNames = takesNewNames
    self.emptyNames = emptyNames
  }

  /// Whether a name is expected to have no tests.
  func isExpectedEmpty(_ name: String) -> Bool {
    emptyNames.contains { pattern in
      guard pattern.utf8.last == UInt8(ascii: "*") else { return isSame(pattern, name) }
      return name.utf8.starts(with: pattern.utf8.dropLast())
    }
  }
}
