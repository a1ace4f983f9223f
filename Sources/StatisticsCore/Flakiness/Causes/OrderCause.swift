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
/// The work is bounded: of the orders of a victim at most forty with failures are read and eighty
/// others, evenly spread, and of all victims together so many entries; victims with the most flakes
/// come first, and those that are not reached are not tried.
///
/// The terms are those of Shi, Lam, Oei, Xie and Marinov, "iFixFlakies", 2019, who find polluters
/// and setters by running tests in other orders; here the orders that CI ran are the experiment.
///
/// - Returns: for each of the cases a hypothesis, or none where its runs had one order, or their
///   order is not known.
func orderHypotheses(
  _ cases: [FlakeCases],
  in runs: CauseRuns,
  orders: ExecutionOrders,
  nameOfTest: (Int64) -> String?
) -> [CauseHypothesis?] {
  var search = OrderSearch(orders, of: cases.filter(\.isComparable).map(\.test.id))
  var hypotheses = Array(repeating: CauseHypothesis?.none, count: cases.count)
  let mostFlakesFirst = cases.indices.sorted {
    (cases[$1].flakes.count, $0) < (cases[$0].flakes.count, $1)
  }
  for index in mostFlakesFirst where cases[index].isComparable {
    hypotheses[index] = search.hypothesis(cases[index], in: runs, nameOfTest: nameOfTest)
  }
  return hypotheses
}

/// The orders, and the counts that are used from one victim to the next.
private struct OrderSearch {
  private let orders: TestOrders
  private var precedence: PrecedenceCounts
  /// How many entries of orders may still be read.
  private var budget = 40_000_000

  private static let mostFailingOrders = 40
  private static let mostPassingOrders = 80

  /// Prepares the orders for questions about some tests.
  init(_ orders: ExecutionOrders, of tests: [Int64]) {
    self.orders = TestOrders(orders, of: tests)
    precedence = PrecedenceCounts(count: self.orders.numberCount)
  }

  /// Tries every candidate of a victim.
  mutating func hypothesis(
    _ cases: FlakeCases,
    in runs: CauseRuns,
    nameOfTest: (Int64) -> String?
  ) -> CauseHypothesis? {
    let visits = OrderSearch.spread(visits(cases, runs))
    let failures = visits.reduce(0) { $0 + Int($1.failures) }
    let passes = visits.reduce(0) { $0 + Int($1.passes) }
    let cost = visits.reduce(0) { $0 + $1.position }
    guard visits.count > 1, failures > 1, passes > 0, cost <= budget else { return nil }
    budget -= cost
    precedence.count(visits, in: orders)
    let ranking = PrecedenceRanking(precedence, failures: failures, passes: passes)
    guard ranking.informative > 0 else { return nil }
    let finalists = ranking.finalists(rows: orders.row)
    let strata = PrecedenceStrata(cases, in: runs, of: orders, visits: visits)
    return ranking.hypothesis(
      strata.compared(finalists),
      rows: orders.row,
      nameOfTest: nameOfTest
    )
  }

  /// The orders in which the victim ran, with how often it failed and passed in each, by time.
  private func visits(_ cases: FlakeCases, _ runs: CauseRuns) -> [PrecedenceCounts.Visit] {
    let places = Dictionary(
      orders.places(of: cases.test.id).map { ($0.sequence, $0.position) },
      uniquingKeysWith: { first, _ in first }
    )
    guard places.count > 1 else { return [] }
    var visits: [PrecedenceCounts.Visit] = []
    var visitOfSequence: [Int: Int] = [:]
    for testRun in cases.runs {
      guard let sequence = orders.sequence(ofJobRun: runs.rows[Int(testRun.run)]),
        let position = places[sequence]
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

  /// As many visits as are read, evenly spread.
  private static func spread(_ visits: [PrecedenceCounts.Visit]) -> [PrecedenceCounts.Visit] {
    func spread(_ visits: [PrecedenceCounts.Visit], _ most: Int) -> [PrecedenceCounts.Visit] {
      visits.count <= most ? visits : (0..<most).map { visits[$0 * visits.count / most] }
    }
    return spread(visits.filter { $0.failures > 0 }, mostFailingOrders)
      + spread(visits.filter { $0.failures == 0 }, mostPassingOrders)
  }
}
