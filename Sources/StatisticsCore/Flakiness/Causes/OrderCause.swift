import TestModel

/// Tries for each test whether it fails after some other test ran before it on the same node
/// (a polluter), or where some other did not (a setter).
///
/// A candidate ran before the victim, or it did not, because it ran after it, on another node or not
/// at all. Over the victim's runs this gives a table of two by two, whose p-value is the
/// hypergeometric tail (Fisher's exact test) in one of two directions. The best candidates are then
/// compared within strata, which are blocks of time on one stream: orders differ from one job to the
/// other and change as the suite grows, and so do rates. The least p-value is taken times the number
/// of candidates that were before the victim in some runs and not in all, and times two.
///
/// The terms are those of Shi, Lam, Oei, Xie and Marinov, "iFixFlakies", 2019, who find polluters
/// and setters by running tests in other orders; here the orders that CI ran are the experiment.
struct OrderSearch {
  private let orders: TestOrders
  private var precedence: PrecedenceCounts
  /// How many entries of orders may be read for one victim.
  private let share: Int

  /// How many entries of orders are read for all victims together.
  private static let budget = 60_000_000

  /// Prepares the orders for questions about some tests.
  init(_ orders: ExecutionOrders, of tests: [Int64]) {
    self.orders = TestOrders(orders, of: tests)
    precedence = PrecedenceCounts(count: self.orders.numberCount)
    share = OrderSearch.budget / max(1, tests.count)
  }

  /// Tries every candidate of a victim.
  ///
  /// - Returns: none where its runs had one order, or their order is not known.
  mutating func hypothesis(
    _ cases: FlakeCases,
    in history: FlakinessHistory,
    nameOfTest: (Int64) -> String?
  ) -> CauseHypothesis? {
    guard cases.flakes.count > 1, cases.isComparable else { return nil }
    let visits = affordable(visits(cases, history))
    let failures = visits.reduce(0) { $0 + Int($1.failures) }
    let passes = visits.reduce(0) { $0 + Int($1.passes) }
    guard visits.count > 1, failures > 1, passes > 0 else { return nil }
    precedence.count(visits, in: orders)
    var ranking = PrecedenceRanking(failures: failures, passes: passes)
    for candidate in precedence.candidates {
      ranking.add(candidate, precedence.runs(with: candidate), precedence.distance(of: candidate))
    }
    let strata = PrecedenceStrata(cases, in: history, of: orders, visits: visits)
    let finalists = strata.compared(ranking.finalists(rows: orders.row))
    return ranking.hypothesis(finalists, rows: orders.row, nameOfTest: nameOfTest)
  }

  /// The orders in which the victim ran, with how often it failed and passed in each, by time.
  private func visits(
    _ cases: FlakeCases,
    _ history: FlakinessHistory
  ) -> [PrecedenceCounts.Visit] {
    let places = Dictionary(
      orders.places(of: cases.test.id).map { ($0.sequence, $0.position) },
      uniquingKeysWith: { first, _ in first }
    )
    var visits: [PrecedenceCounts.Visit] = []
    var visitOfSequence: [Int: Int] = [:]
    for testRun in cases.flakes + cases.passes {
      let jobRun = history.jobRuns[Int(testRun.run)].id
      guard let sequence = orders.sequence(ofJobRun: jobRun), let position = places[sequence]
      else { continue }
      let visit = visitOfSequence[sequence] ?? visits.count
      if visit == visits.count {
        visitOfSequence[sequence] = visit
        visits.append(.init(sequence: sequence, position: position, failures: 0, passes: 0))
      }
      if testRun.failedFirst { visits[visit].failures += 1 } else { visits[visit].passes += 1 }
    }
    return visits
  }

  /// All visits, or as many as the victim's share pays for: evenly spread ones, of those with
  /// failures from one half of it, of the others from what is left.
  private func affordable(_ visits: [PrecedenceCounts.Visit]) -> [PrecedenceCounts.Visit] {
    func cost(_ visits: [PrecedenceCounts.Visit]) -> Int { visits.reduce(0) { $0 + $1.position } }
    func spread(_ visits: [PrecedenceCounts.Visit], within share: Int) -> [PrecedenceCounts.Visit] {
      let step = cost(visits) / max(1, share) + 1
      return stride(from: 0, to: visits.count, by: step).map { visits[$0] }
    }
    guard cost(visits) > share else { return visits }
    let failing = spread(visits.filter { $0.failures > 0 }, within: share / 2)
    let passing = visits.filter { $0.failures == 0 }
    return failing + spread(passing, within: max(1, share - cost(failing)))
  }
}
