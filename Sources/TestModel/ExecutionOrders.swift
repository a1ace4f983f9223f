/// In which order job runs executed their tests; runs with the same order share it.
public struct ExecutionOrders: Sendable, Hashable {
  /// The different orders, each the rows of the tests from the first to the last.
  public var sequences: [[Int64]]
  /// By the row of a job run, the position of its order; runs that are not named have none known.
  public var sequenceOfJobRun: [Int64: Int]

  /// Creates orders; none when nothing is named.
  public init(sequences: [[Int64]] = [], sequenceOfJobRun: [Int64: Int] = [:]) {
    self.sequences = sequences
    self.sequenceOfJobRun = sequenceOfJobRun
  }

  /// The order of a job run; none where it is not known.
  public func order(ofJobRun row: Int64) -> [Int64]? {
    sequenceOfJobRun[row].map { sequences[$0] }
  }
}
