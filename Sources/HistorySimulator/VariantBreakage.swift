/// A test that fails every time on one variant and never for that reason on another.
public struct VariantBreakage: Sendable, Hashable {
  /// The variant it fails on.
  public let variant: String
  /// The commits of the default branch that have it.
  public let range: MainlineRange
}
