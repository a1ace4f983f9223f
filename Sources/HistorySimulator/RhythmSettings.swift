/// How often pipelines run.
public struct RhythmSettings: Sendable, Hashable {
  /// The mean number of pipelines on a Monday to Friday.
  public var pipelinesPerWorkday = 6.0
  /// The mean number of pipelines on a Saturday or Sunday.
  public var pipelinesPerWeekendDay = 0.6
  /// The share of pipelines, 0 to 1, that run for a merge to the default branch.
  public var mainShare = 0.42

  /// The given means and share.
  public init(
    pipelinesPerWorkday: Double = 6,
    pipelinesPerWeekendDay: Double = 0.6,
    mainShare: Double = 0.42
  ) {
    self.pipelinesPerWorkday = pipelinesPerWorkday
    self.pipelinesPerWeekendDay = pipelinesPerWeekendDay
    self.mainShare = mainShare
  }
}
