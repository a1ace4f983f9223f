import StatisticsCore
import TestModel
import TestSupport

/// A made-up history of single attempts whose failures follow a rule, for the search for causes.
struct CauseHistory {
  /// What a rule may look at.
  struct Run {
    var number: Int
    var startedAt: Timestamp
    var runner: String
    var variant: String
    /// The rows of the tests in the order in which they ran.
    var order: [Int64]
    /// What durations are multiplied by.
    var slowness: Double

    /// Whether a test ran before another.
    func runs(_ first: Int64, before second: Int64) -> Bool {
      guard let end = order.firstIndex(of: second) else { return false }
      return order[..<end].contains(first)
    }
  }

  /// How a test fails.
  struct Rule {
    var message = "assert <number> == <number>"
    /// The probability that it fails in a run.
    var rate: (Run) -> Double
    /// How long a failing attempt takes, in seconds, before the run's slowness.
    var failingDuration = 1.0
    var weight = 1.0
  }

  private(set) var runs: [Run] = []
  private var rules: [(row: Int64, rule: Rule)] = []
  private let seed: UInt64

  /// Creates a history of runs 37 minutes apart, on eight runners and as many variants as named.
  init(
    seed: UInt64,
    runs count: Int = 400,
    tests: Int = 30,
    variants: [String] = [""],
    shuffled: Bool = false
  ) {
    self.seed = seed
    var random = SeededRandom(seed: seed)
    let usual = (1...Int64(tests)).map { $0 }
    for number in 0..<count {
      let runner = Int.random(in: 1...8, using: &random)
      runs.append(
        Run(
          number: number,
          startedAt: Timestamp(seconds: 1_790_000_000 + Int64(number) * 2220),
          runner: "linux-\(runner)",
          variant: variants[number % variants.count],
          order: shuffled ? usual.shuffled(using: &random) : usual,
          slowness: 1
        )
      )
    }
  }

  /// Adds a test that fails by a rule.
  mutating func add(_ row: Int64, _ rule: Rule) { rules.append((row, rule)) }

  /// Changes every run.
  mutating func change(_ change: (inout Run) -> Void) {
    for index in runs.indices { change(&runs[index]) }
  }

  /// The causes by row of the test.
  func causes() -> [Int64: [FlakeCause]] {
    var random = SeededRandom(seed: seed &+ 1)
    var flakes: [Int64: [WeightedFlake]] = [:]
    let present = runs.map { Set($0.order) }
    let timelines = rules.map { row, rule in
      let told = runs.filter { present[$0.number].contains(row) }
      return TestTimeline(test: test(row), runs: testRuns(row, rule, in: told, &random, &flakes))
    }
    let history = FlakinessHistory(
      from: runs[0].startedAt,
      asOf: runs[runs.count - 1].startedAt,
      jobRuns: runs.map(recorded),
      timelines: timelines,
      signatures: rules.map(\.rule.message)
    )
    let found = findCauses(
      in: history,
      flakes: history.timelines.map { flakes[$0.test.id] ?? [] },
      orders: orders,
      nameOfTest: { "suite::test \($0)" }
    )
    return Dictionary(
      zip(history.timelines.map(\.test.id), found).map { ($0, $1) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private var orders: ExecutionOrders {
    var orders = ExecutionOrders()
    var known: [[Int64]: Int] = [:]
    for run in runs {
      let sequence = known[run.order] ?? orders.sequences.count
      if sequence == orders.sequences.count { orders.sequences.append(run.order) }
      known[run.order] = sequence
      orders.sequenceOfJobRun[Int64(run.number + 1)] = sequence
    }
    return orders
  }

  private func testRuns(
    _ row: Int64,
    _ rule: Rule,
    in runs: [Run],
    _ random: inout SeededRandom,
    _ flakes: inout [Int64: [WeightedFlake]]
  ) -> [TestRun] {
    let signature = Int32(rules.firstIndex { $0.row == row } ?? 0)
    return runs.map { run in
      let fails = Double.random(in: 0..<1, using: &random) < rule.rate(run)
      let noise = Double.random(in: 0.8...1.2, using: &random)
      let seconds = (fails ? rule.failingDuration : 1) * run.slowness * noise
      if fails {
        let flake = WeightedFlake(run: Int32(run.number), weight: rule.weight)
        flakes[row, default: []].append(flake)
      }
      return TestRun(
        run: Int32(run.number),
        outcome: fails ? .failed : .passed,
        signature: fails ? signature : -1,
        duration: Float(seconds)
      )
    }
  }

  private func test(_ row: Int64) -> RecordedTest {
    RecordedTest(
      id: row,
      repo: "acme/shop",
      testID: TestID(classname: "suite", name: "test \(row)"),
      isAmbiguous: false,
      firstSeen: runs[0].startedAt
    )
  }

  private func recorded(_ run: Run) -> RecordedJobRun {
    var jobRun = JobRun()
    jobRun.branch = "main"
    jobRun.commit = "commit \(run.number)"
    jobRun.job = "unit"
    jobRun.variant = run.variant
    jobRun.runner = run.runner
    jobRun.duration = Microseconds(seconds: 60 * run.slowness)
    return RecordedJobRun(
      id: Int64(run.number + 1),
      jobRun: jobRun,
      startedAt: run.startedAt,
      counts: CaseCounts(),
      isComplete: true
    )
  }
}
