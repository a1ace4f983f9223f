/// One outage to be.
public struct OutageSettings: Sendable, Hashable {
  /// Which tests it hits.
  public var scope: Outage.Scope
  /// How long it lasts, in hours; that of a single job run ends with it.
  public var hours: Double
  /// The probability, 0 to 1, that an execution of a test it hits fails.
  public var intensity: Double
  /// Whether its failures look like those of assertions.
  public var isAssertionShaped: Bool
  /// Whether the assertions of all tests say the same; otherwise each test misses something else.
  public var hasCommonMessage: Bool

  /// An outage of the given scope and length.
  public init(
    _ scope: Outage.Scope,
    hours: Double,
    intensity: Double = 0.97,
    isAssertionShaped: Bool = false,
    hasCommonMessage: Bool = true
  ) {
    self.scope = scope
    self.hours = hours
    self.intensity = intensity
    self.isAssertionShaped = isAssertionShaped
    self.hasCommonMessage = hasCommonMessage
  }
}
