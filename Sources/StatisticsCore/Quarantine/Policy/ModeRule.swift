public import TestModel

/// What quarantine does to some tests.
public struct ModeRule: Sendable, Hashable {
  /// Which tests.
  public var selector: TestSelector
  /// What it does to them.
  public var mode: QuarantineMode

  /// Creates a rule.
  public init(selector: TestSelector, mode: QuarantineMode) {
    self.selector = selector
    self.mode = mode
  }
}
