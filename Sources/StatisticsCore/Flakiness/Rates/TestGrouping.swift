import TestModel

/// Groups tests by a name that one or several of them have.
struct TestGrouping {
  private let history: FlakinessHistory
  private let costOfTimeline: [Int: TestCost]
  private let culprits: [[Int]]
  private let total: RunFigures

  init(_ history: FlakinessHistory, tests: [TestCost], results: RunResults, total: RunFigures) {
    self.history = history
    costOfTimeline = Dictionary(tests.map { ($0.timeline, $0) }, uniquingKeysWith: { $1 })
    culprits = Array(results.culprits.values)
    self.total = total
  }

  /// The groups that have tests which failed, by name.
  ///
  /// - Parameter sizes: how many tests there are in a group, where that is known.
  func groups(sizes: [String: Int], names: (RecordedTest) -> [String]) -> [TestGroup] {
    let namesOf = history.timelines.map { $0.test.isCheck ? [] : Set(names($0.test)).sorted() }
    var groups: [String: Group] = [:]
    for (timeline, names) in namesOf.enumerated() {
      for name in names { groups[name, default: Group()].add(costOfTimeline[timeline]) }
    }
    // A job run that failed through several flakes of one group is one run.
    for timelines in culprits {
      for name in Set(timelines.flatMap { namesOf[$0] }) {
        groups[name, default: Group()].flakyFailedRuns += 1
      }
    }
    return groups.sorted { $0.key < $1.key }
      .map { $0.value.told(as: $0.key, size: sizes[$0.key], total: total) }
  }

  /// A group as its tests come.
  private struct Group {
    private var tests = 0
    private var flakyTests = 0
    private var flakes = 0
    private var cost = FlakeCost()
    var flakyFailedRuns = 0

    mutating func add(_ test: TestCost?) {
      tests += 1
      guard let test else { return }
      if test.flakes > 0 { flakyTests += 1 }
      flakes += test.flakes
      cost += test.cost
    }

    func told(as name: String, size: Int?, total: RunFigures) -> TestGroup {
      TestGroup(
        name: name,
        flakyTests: Proportion(count: flakyTests, total: max(tests, size ?? 0)),
        countsAllTests: size != nil,
        flakes: Proportion(count: flakes, total: total.executionFlakes.count),
        flakyFailedRuns: Proportion(
          count: flakyFailedRuns,
          total: total.flakyFailedRuns.total
        ),
        cost: cost
      )
    }
  }
}
