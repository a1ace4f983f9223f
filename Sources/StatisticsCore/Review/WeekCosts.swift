public import TestModel

/// What the flakes of one test cost in a week.
public struct ReviewOffender: Sendable, Hashable {
  /// The test.
  public var test: RecordedTest
  /// Who owns it.
  public var owners: [String]
  /// What the history says of it at the end of the week; none where it says nothing.
  public var assessment: TestAssessment?
  /// The CI time that its flakes in the week cost.
  public var cost: Microseconds
  /// Job runs that failed only through flakes, its among them, out of all of those of the week.
  public var flakyFailedRuns: Proportion
}

/// What the flakes of the tests of one owner cost in a week.
public struct ReviewOwner: Sendable, Hashable {
  /// The owner; empty for tests that nobody owns.
  public var name: String
  /// The owner's tests with a flake in the week.
  public var tests: Int
  /// The CI time that these flakes cost; a test of several owners counts for each.
  public var cost: Microseconds
  /// Job runs that failed only through flakes, the owner's among them, out of all of those of the week.
  public var flakyFailedRuns: Proportion
}

/// What flakes cost in a week, by test and by owner, each those that cost most first.
struct WeekCosts {
  private(set) var offenders: [ReviewOffender] = []
  private(set) var owners: [ReviewOwner] = []

  init(_ analysis: FlakinessAnalysis, week: ISOWeek, owners ownersOf: (RecordedTest) -> [String]) {
    let history = analysis.history
    func isOfWeek(_ run: Int) -> Bool {
      ISOWeek(containing: history.jobRuns[run].startedAt) == week
    }
    var costs: [Int: Microseconds] = [:]
    for charge in analysis.assessment.rates.charges
    where isOfWeek(charge.run) && charge.kind != .rerun {
      costs[charge.timeline, default: .zero] += charge.time
    }
    let culprits = analysis.assessment.rates.culprits.filter { isOfWeek($0.key) }
    let tests = Set(costs.keys).union(culprits.values.flatMap { $0 })
    let known = Dictionary(
      analysis.assessment.tests.map { ($0.test.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var runsOfTest: [Int: Int] = [:]
    for timeline in culprits.values.flatMap({ $0 }) { runsOfTest[timeline, default: 0] += 1 }
    let namesOf = Dictionary(
      uniqueKeysWithValues: tests.map { ($0, ownersOf(history.timelines[$0].test)) }
    )
    offenders = tests.sorted().map { position in
      let test = history.timelines[position].test
      return ReviewOffender(
        test: test,
        owners: namesOf[position] ?? [],
        assessment: known[test.id],
        cost: costs[position] ?? .zero,
        flakyFailedRuns: Proportion(count: runsOfTest[position] ?? 0, total: culprits.count)
      )
    }
    // Positions are by identity, and what costs alike stays in their order.
    .sorted { $0.cost > $1.cost }
    owners = groups(costs, culprits: culprits, namesOf: namesOf)
  }

  private func groups(
    _ costs: [Int: Microseconds],
    culprits: [Int: [Int]],
    namesOf: [Int: [String]]
  ) -> [ReviewOwner] {
    func names(_ test: Int) -> [String] {
      let names = Set(namesOf[test] ?? []).sorted()
      return names.isEmpty ? [""] : names
    }
    var groups: [String: ReviewOwner] = [:]
    for test in namesOf.keys.sorted() {
      for name in names(test) {
        var group =
          groups[name]
          ?? ReviewOwner(
            name: name,
            tests: 0,
            cost: .zero,
            flakyFailedRuns: Proportion(count: 0, total: culprits.count)
          )
        group.tests += 1
        group.cost += costs[test] ?? .zero
        groups[name] = group
      }
    }
    for tests in culprits.values {
      for name in Set(tests.flatMap(names)) {
        guard let count = groups[name]?.flakyFailedRuns.count else { continue }
        groups[name]?.flakyFailedRuns = Proportion(count: count + 1, total: culprits.count)
      }
    }
    return groups.values.sorted {
      $0.cost != $1.cost ? $0.cost > $1.cost : $0.name < $1.name
    }
  }
}
