import TestModel

/// The runs of a victim in strata: blocks of time on one stream, within which only what ran before
/// the victim differs.
struct PrecedenceStrata {
  /// A run of the victim.
  private struct Run {
    var stratum: Int
    /// The position of its order among the visits.
    var visit: Int
    var failed: Bool
  }

  private struct Stratum {
    var marked = 0
    var drawn = 0
    var population = 0
  }

  private let orders: TestOrders
  private let visits: [PrecedenceCounts.Visit]
  private var runs: [Run] = []
  private var count = 0

  /// The flakes of a block, or more where a stream has many: a step in the rate spoils the block in
  /// which it falls, so blocks are short; cost grows with their number, so there are few.
  private static let flakesOfABlock = 3
  private static let blocksOfAStream = 20

  /// Puts the runs with the visited orders into strata.
  init(
    _ cases: FlakeCases,
    in history: CauseRuns,
    of orders: TestOrders,
    visits: [PrecedenceCounts.Visit]
  ) {
    self.orders = orders
    self.visits = visits
    let visitOfSequence = Dictionary(
      visits.enumerated().map { ($1.sequence, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var streams: [Int32: [Run]] = [:]
    for testRun in cases.runs {
      let row = history.rows[Int(testRun.run)]
      guard let visit = orders.sequence(ofJobRun: row).flatMap({ visitOfSequence[$0] }) else {
        continue
      }
      let run = Run(stratum: 0, visit: visit, failed: testRun.failedFirst)
      streams[history.streams[Int(testRun.run)], default: []].append(run)
    }
    for (_, streamRuns) in streams.sorted(by: { $0.key < $1.key }) { addStream(streamRuns) }
  }

  private mutating func addStream(_ streamRuns: [Run]) {
    let flakes = streamRuns.count(where: \.failed)
    let size = max(
      PrecedenceStrata.flakesOfABlock,
      (flakes + PrecedenceStrata.blocksOfAStream - 1) / PrecedenceStrata.blocksOfAStream
    )
    // The last block takes what would be too few for one of their own.
    let blocks = max(1, flakes / size)
    var failed = 0
    for run in streamRuns {
      var placed = run
      placed.stratum = count + min(failed / size, blocks - 1)
      runs.append(placed)
      if run.failed { failed += 1 }
    }
    count += blocks
  }

  /// The candidates with the p-values of their strata.
  func compared(
    _ candidates: [PrecedenceRanking.Candidate]
  ) -> [PrecedenceRanking.Candidate] {
    guard !candidates.isEmpty else { return [] }
    let before = precedence(candidates.map(\.number))
    return candidates.enumerated().map { index, candidate in
      var candidate = candidate
      candidate.pValue = max(candidate.pValue, pValue(of: candidate, before: before[index]))
      return candidate
    }
  }

  /// By candidate and visit, whether the candidate ran before the victim.
  private func precedence(_ numbers: [Int]) -> [[Bool]] {
    // A byte for each test of the history, from 1; `finalists` are 64 at most.
    var placeOfNumber: [UInt8] = Array(repeating: 0, count: orders.numberCount)
    for (index, number) in numbers.enumerated() { placeOfNumber[number] = UInt8(index + 1) }
    var before = numbers.map { _ in Array(repeating: false, count: visits.count) }
    for (visitNumber, visit) in visits.enumerated() {
      for entry in orders.sequences[visit.sequence].prefix(visit.position) {
        let place = Int(placeOfNumber[orders.number(entry)])
        if place > 0 { before[place - 1][visitNumber] = true }
      }
    }
    return before
  }

  /// How probable the candidate's failures are when they are drawn within each stratum.
  private func pValue(of candidate: PrecedenceRanking.Candidate, before: [Bool]) -> Double {
    let isPolluter = candidate.role == .polluter
    var strata = Array(repeating: Stratum(), count: count)
    var explained = 0
    for run in runs {
      let isMarked = before[run.visit] == isPolluter
      strata[run.stratum].population += 1
      if isMarked { strata[run.stratum].marked += 1 }
      if run.failed { strata[run.stratum].drawn += 1 }
      if run.failed && isMarked { explained += 1 }
    }
    return stratifiedHypergeometricTail(
      atLeast: explained,
      strata: strata.map { ($0.marked, $0.drawn, $0.population) }
    )
  }
}
