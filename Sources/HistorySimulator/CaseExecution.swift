import TestModel

/// Executes the tests of a job run one after another.
struct CaseExecution {
  private let world: World
  private let retries: Int
  private let conditions: RunConditions
  private let breakages: [Int: BrokenTest]
  /// The stream from which what is stable in a cause's messages comes.
  private let causes: SplitMix64
  private let outages: [(index: Int, outage: Outage, tests: Set<Int>)]
  private var random: SplitMix64
  private(set) var finished: [SimulatedCase] = []

  init(
    world: World,
    retries: Int,
    conditions: RunConditions,
    breakages: [Int: BrokenTest],
    causes: SplitMix64,
    random: SplitMix64
  ) {
    self.world = world
    self.retries = retries
    self.conditions = conditions
    self.breakages = breakages
    self.causes = causes
    self.random = random
    outages = world.outages.enumerated()
      .filter { $0.element.hits(conditions) }
      .map { ($0.offset, $0.element, Set($0.element.tests)) }
  }

  mutating func execute(_ index: Int) {
    let test = world.tests[index]
    if let skip = test.skip, skip.skips(variant: conditions.variant) {
      append(index, .skipped, milliseconds: 0, [])
      return
    }
    var failures: [FailedAttempt] = []
    while failures.count <= retries {
      guard let broken = failure(of: index, after: failures.last?.cause) else { break }
      failures.append(failedAttempt(of: index, because: broken))
    }
    let total = failures.reduce(0) { $0 + $1.durationMilliseconds }
    if let last = failures.last, failures.count > retries {
      append(index, last.isError ? .error : .failed, milliseconds: total, failures)
    } else {
      append(index, .passed, milliseconds: total + drawDuration(of: test), failures)
    }
  }

  private mutating func append(
    _ test: Int,
    _ outcome: SimulatedCase.Outcome,
    milliseconds: Int,
    _ failures: [FailedAttempt]
  ) {
    finished.append(
      SimulatedCase(
        test: test,
        identity: world.tests[test].identity,
        outcome: outcome,
        durationMilliseconds: milliseconds,
        failedAttempts: failures
      )
    )
  }

  /// Why the next attempt fails: the environment first, then the code, then the test's own habits.
  private mutating func failure(of index: Int, after previous: FailureCause?) -> BrokenTest? {
    for hit in outages where hit.tests.contains(index) && random.chance(hit.outage.intensity) {
      return BrokenTest(cause: .outage(hit.index), kind: hit.outage.failureKind)
    }
    if let broken = breakages[index] { return broken }
    let test = world.tests[index]
    if let breakage = test.variantBreakage, breakage.variant == conditions.variant,
      breakage.range.contains(conditions.mainPosition)
    {
      return BrokenTest(cause: .variant, kind: .missingAttribute)
    }
    if let broken = failureByOrder(of: test) { return broken }
    guard let flake = test.flake, let first = flake.probability(in: conditions)
    else { return nil }
    let probability = previous == .flake ? 1 - flake.retryPassProbability : first
    guard random.chance(probability) else { return nil }
    return BrokenTest(cause: .flake, kind: random.pick(flake.failureKinds))
  }

  private func failureByOrder(of test: SimulatedTest) -> BrokenTest? {
    if let polluter = test.polluter, hasRun(polluter) {
      return BrokenTest(cause: .order, kind: .wrongValue)
    }
    if let setter = test.setter, !hasRun(setter) {
      return BrokenTest(cause: .order, kind: .missingSetup)
    }
    return nil
  }

  private func hasRun(_ test: Int) -> Bool {
    finished.contains { $0.test == test && $0.outcome != .skipped }
  }

  private mutating func failedAttempt(
    of index: Int,
    because broken: BrokenTest
  ) -> FailedAttempt {
    let test = world.tests[index]
    let text = FailureText(
      kind: broken.kind,
      identity: test.identity,
      startedAt: conditions.startedAt,
      stable: causes.fork(broken.cause.streamLabel, index),
      volatile: &random
    )
    return FailedAttempt(
      cause: broken.cause,
      kind: broken.kind,
      type: text.type,
      message: text.message,
      trace: text.trace,
      durationMilliseconds: drawDuration(of: test, failingAs: broken.kind)
    )
  }

  private mutating func drawDuration(
    of test: SimulatedTest,
    failingAs kind: FailureKind
  ) -> Int {
    switch kind {
    case .timeLimit:
      return FailureKind.timeLimitMilliseconds + random.integer(in: 0...60)
    case .timeout:
      let wait = random.integer(in: 5000...5400)
      return wait + drawDuration(of: test)
    default:
      return drawDuration(of: test)
    }
  }

  private mutating func drawDuration(of test: SimulatedTest) -> Int {
    let course = test.durationCourse.factor(at: conditions.mainPosition)
    let median = test.medianMilliseconds * course * conditions.slowness
    return max(Int(random.lognormal(median: median, sigma: test.durationSigma).rounded()), 1)
  }
}

extension FailureCause {
  /// A number of its own for every cause.
  fileprivate var streamLabel: Int {
    switch self {
    case .none: 0
    case .flake: 1
    case .order: 2
    case .variant: 3
    case .regression(let index): 10 + 3 * index
    case .pullRequest(let number): 11 + 3 * number
    case .outage(let index): 12 + 3 * index
    }
  }
}
