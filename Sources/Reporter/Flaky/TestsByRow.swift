public import StatisticsCore
public import TestModel

/// Finds tests by their rows: those that incidents and causes name.
public struct TestsByRow: Sendable {
  private let tests: [Int64: RecordedTest]

  /// Takes the tests of an assessment: those that failed.
  public init(_ assessment: FlakinessAssessment) {
    tests = Dictionary(
      assessment.tests.map { ($0.test.id, $0.test) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Adds tests that causes may name although they never failed.
  public init(_ known: TestsByRow, others: [RecordedTest]) {
    tests = known.tests.merging(others.map { ($0.id, $0) }) { first, _ in first }
  }

  /// The test of a row; none where it is not known here.
  public subscript(row: Int64) -> RecordedTest? { tests[row] }

  /// The identifiers of the tests of some rows, in order, those that are not known left out.
  func stableIDs(_ rows: some Sequence<Int64>, most: Int) -> [String] {
    Array(rows.compactMap { tests[$0]?.stableID }.sorted().prefix(most))
  }
}
