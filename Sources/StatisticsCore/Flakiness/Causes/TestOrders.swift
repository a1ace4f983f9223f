import TestModel

/// The orders of job runs, prepared for questions about what ran before a test.
struct TestOrders {
  /// Where a test stood in one of the orders.
  struct Place {
    var sequence: Int
    var position: Int
  }

  /// The different orders, as numbers from 0 that arrays can be indexed by.
  let sequences: [[Int64]]
  /// How many numbers there are.
  let numberCount: Int
  /// The row that the number 0 stands for, where numbers follow rows.
  private let firstRow: Int64
  /// The rows by number, where rows are spread too far to be followed.
  private let rows: [Int64]?
  private let sequenceOfJobRun: [Int64: Int]
  /// By row of a test, where it stood in each order that has it.
  private let places: [Int64: [Place]]

  /// The numbers that arrays may have beyond the length of the orders.
  private static let mostNumbers: Int64 = 4_000_000

  /// Reads the orders once, and where the named tests stand in them.
  init(_ orders: ExecutionOrders, of tests: [Int64]) {
    sequenceOfJobRun = orders.sequenceOfJobRun
    let least = orders.sequences.lazy.compactMap { $0.min() }.min() ?? 0
    let most = orders.sequences.lazy.compactMap { $0.max() }.max() ?? 0
    let (span, isTooFar) = most.subtractingReportingOverflow(least)
    if isTooFar || span > TestOrders.mostNumbers {
      let renumbered = renumbering(orders.sequences)
      sequences = renumbered.sequences
      rows = renumbered.rows
      firstRow = 0
      numberCount = renumbered.rows.count
    } else {
      sequences = orders.sequences
      rows = nil
      firstRow = least
      numberCount = orders.sequences.isEmpty ? 0 : Int(span) + 1
    }
    places = firstPlaces(orders.sequences, of: Set(tests))
  }

  /// The number of what stands in an order.
  func number(_ entry: Int64) -> Int { Int(entry - firstRow) }

  /// The row of a number.
  func row(_ number: Int) -> Int64 { rows?[number] ?? Int64(number) + firstRow }

  /// The order of a job run; none where it is not known.
  func sequence(ofJobRun row: Int64) -> Int? {
    sequenceOfJobRun[row].flatMap { sequences.indices.contains($0) ? $0 : nil }
  }

  /// Where a test stood, by order.
  func places(of row: Int64) -> [Place] { places[row] ?? [] }
}

/// The orders with their rows numbered as they come.
private func renumbering(_ sequences: [[Int64]]) -> (sequences: [[Int64]], rows: [Int64]) {
  var rows: [Int64] = []
  var numbers: [Int64: Int64] = [:]
  let renumbered = sequences.map { sequence in
    sequence.map { row in
      if let number = numbers[row] { return number }
      let number = Int64(rows.count)
      numbers[row] = number
      rows.append(row)
      return number
    }
  }
  return (renumbered, rows)
}

/// Where tests stand first in each order.
private func firstPlaces(
  _ sequences: [[Int64]],
  of tests: Set<Int64>
) -> [Int64: [TestOrders.Place]] {
  guard !tests.isEmpty else { return [:] }
  var places: [Int64: [TestOrders.Place]] = [:]
  for (sequence, order) in sequences.enumerated() {
    for (position, row) in order.enumerated() where tests.contains(row) {
      if places[row]?.last?.sequence == sequence { continue }
      places[row, default: []].append(TestOrders.Place(sequence: sequence, position: position))
    }
  }
  return places
}
