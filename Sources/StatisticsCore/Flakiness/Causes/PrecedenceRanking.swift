import TestModel

/// The tests that ran before a victim, by how well they tell its failures from its passes.
struct PrecedenceRanking {
  /// A test that ran before the victim in some runs and not in all.
  struct Candidate {
    var number: Int
    /// In how many failing runs it ran before.
    var failures: Int
    /// In how many passing runs it ran before.
    var passes: Int
    /// How many tests before the victim, on average.
    var distance: Double
    var role: FlakeCause.RelatedTest.Role
    /// Of its table of two by two, or of the strata where these were looked at.
    var pValue: Double
  }

  private struct Table: Hashable {
    var failures: Int
    var passes: Int

    init(_ runs: (failures: Int, passes: Int)) {
      failures = runs.failures
      passes = runs.passes
    }
  }

  private let failures: Int
  private let passes: Int
  /// How many tests ran before the victim in some runs and not in all.
  private(set) var informative = 0
  private var candidates: [Candidate] = []

  /// How many places are named.
  private static let places = 3
  /// How many places are looked at more closely.
  private static let finalists = 8
  /// How many tests are named that nothing tells apart.
  private static let testsOnAPlace = 8
  /// The least share of the failures, in tenths, that a candidate must explain.
  private static let leastExplained = 6

  /// Ranks the tests that ran before a victim with so many failing and passing runs.
  ///
  /// Nobody is ranked where none of them is better than chance for so many.
  init(_ precedence: PrecedenceCounts, failures: Int, passes: Int) {
    self.failures = failures
    self.passes = passes
    // Tests that run together have the same table, and most tables are hardly worth a look.
    var known: [Table: (role: FlakeCause.RelatedTest.Role, pValue: Double)] = [:]
    var notable: [Int] = []
    for candidate in precedence.candidates {
      let table = Table(precedence.runs(with: candidate))
      guard table.failures + table.passes < failures + passes else { continue }
      informative += 1
      guard isNotable(table) else { continue }
      notable.append(candidate)
      if known[table] == nil { known[table] = test(table) }
    }
    let least = known.values.map(\.pValue).min() ?? 1
    guard least * Double(2 * informative) <= CauseHypothesis.level else { return }
    for number in notable {
      let table = Table(precedence.runs(with: number))
      guard let (role, pValue) = known[table], pValue <= CauseHypothesis.level else { continue }
      candidates.append(
        Candidate(
          number: number,
          failures: table.failures,
          passes: table.passes,
          distance: precedence.distance(of: number),
          role: role,
          pValue: pValue
        )
      )
    }
  }

  /// Whether failures and passes differ by more than 1.5 standard deviations; what differs less has
  /// no p-value that is of use after correction.
  private func isNotable(_ table: Table) -> Bool {
    let total = Double(failures + passes)
    let before = Double(table.failures + table.passes)
    let excess = Double(table.failures) * total - Double(failures) * before
    let variance = Double(failures) * Double(passes) * before * (total - before) / (total - 1)
    return excess * excess > 2.25 * variance
  }

  /// The more probable role and its p-value.
  private func test(_ table: Table) -> (FlakeCause.RelatedTest.Role, Double) {
    let before = table.failures + table.passes
    let without = failures - table.failures
    let isPolluter = table.failures * passes > table.passes * failures
    let explained = isPolluter ? table.failures : without
    guard explained * 10 >= failures * PrecedenceRanking.leastExplained else {
      return (.polluter, 1)
    }
    let pValue = hypergeometricTail(
      atLeast: explained,
      marked: isPolluter ? before : failures + passes - before,
      drawn: failures,
      population: failures + passes
    )
    return (isPolluter ? .polluter : .setter, pValue)
  }

  /// The best candidates on the first places, best first; of those that nothing tells apart all.
  ///
  /// - Parameter rows: the row of a test by its number.
  func finalists(rows: (Int) -> Int64) -> [Candidate] {
    let ranked = candidates.sorted {
      ($0.pValue, $0.distance, rows($0.number)) < ($1.pValue, $1.distance, rows($1.number))
    }
    var tables: Set<Table> = []
    return Array(
      ranked.prefix { candidate in
        tables.insert(Table((candidate.failures, candidate.passes)))
        return tables.count <= PrecedenceRanking.finalists
      }
      .prefix(PrecedenceRanking.finalists * PrecedenceRanking.testsOnAPlace)
    )
  }

  /// The hypothesis that the best of the finalists is to blame.
  ///
  /// - Parameter finalists: the finalists with the p-values of their strata; where there are none,
  ///   the p-value is 1.
  func hypothesis(
    _ finalists: [Candidate],
    rows: (Int) -> Int64,
    nameOfTest: (Int64) -> String?
  ) -> CauseHypothesis {
    let tried = Double(2 * informative)
    let ranked = finalists.sorted {
      ($0.pValue, $0.distance, rows($0.number)) < ($1.pValue, $1.distance, rows($1.number))
    }
    guard let best = ranked.first else {
      return CauseHypothesis(.orderDependence, pValue: 1) { "" }
    }
    let related = related(ranked.filter { $0.role == best.role }, tried: tried, rows: rows)
    return CauseHypothesis(.orderDependence, pValue: best.pValue * tried, related: related) {
      detail(best, related: related, nameOfTest: nameOfTest)
    }
  }

  private func related(
    _ ranked: [Candidate],
    tried: Double,
    rows: (Int) -> Int64
  ) -> [FlakeCause.RelatedTest] {
    var related: [FlakeCause.RelatedTest] = []
    var place = 0
    var onPlace = 0
    var last: Table?
    for candidate in ranked {
      let table = Table((candidate.failures, candidate.passes))
      if table != last {
        place += 1
        onPlace = 0
        last = table
      }
      onPlace += 1
      guard place <= PrecedenceRanking.places else { break }
      guard onPlace <= PrecedenceRanking.testsOnAPlace else { continue }
      related.append(
        FlakeCause.RelatedTest(
          row: rows(candidate.number),
          role: candidate.role,
          place: place,
          pValue: min(1, candidate.pValue * tried)
        )
      )
    }
    return related
  }

  private func detail(
    _ best: Candidate,
    related: [FlakeCause.RelatedTest],
    nameOfTest: (Int64) -> String?
  ) -> String {
    let first = related.filter { $0.place == 1 }
    let names = first.map { nameOfTest($0.row) ?? "an unnamed test" }
    let before = best.failures + best.passes
    let others = failures + passes - before
    let othersFailed = failures - best.failures
    let figures =
      best.role == .polluter
      ? "failed in \(best.failures) of \(before) runs in which \(names[0]) ran before it on its "
        + "node, and in \(othersFailed) of \(others) others"
      : "failed in \(othersFailed) of \(others) runs in which \(names[0]) did not run before it "
        + "on its node, and in \(best.failures) of \(before) others"
    guard names.count > 1 else { return figures }
    let told = names[1...].prefix(2).joined(separator: ", ")
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    return figures + "; it may as well be \(told)\(more): no order tells them apart"
  }
}
