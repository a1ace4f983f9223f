public import TestModel

/// A commit of the default branch and the pipeline that ran for it.
public struct MainlinePoint: Sendable, Hashable {
  /// How many commits of the default branch came before it.
  public let position: Int
  /// The number of its pipeline.
  public let pipeline: Int
  /// The hash, 40 hexadecimal digits.
  public let commit: String
  /// When its pipeline began.
  public let time: Timestamp
}
