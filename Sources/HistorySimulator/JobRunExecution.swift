import TestModel

/// Runs the tests of one node of a job, once.
struct JobRunExecution {
  private let world: World
  private let pipeline: PlannedPipeline
  private let place: JobRunPlace
  private let attempt: Int
  private let job: JobSettings
  private let queuedMilliseconds: Int
  private let conditions: RunConditions
  private var random: SplitMix64
  private var cases: CaseExecution

  init(
    world: World,
    pipeline: PlannedPipeline,
    place: JobRunPlace,
    attempt: Int,
    requestedAt: Timestamp,
    breakages: [Int: BrokenTest],
    causes: SplitMix64,
    random: SplitMix64
  ) {
    self.world = world
    self.pipeline = pipeline
    self.place = place
    self.attempt = attempt
    self.random = random
    job = world.settings.jobs[place.job]
    queuedMilliseconds = Int(self.random.lognormal(median: 4000, sigma: 0.8))
    let runner = World.runner(self.random.integer(in: 1...max(world.settings.runners, 1)))
    conditions = RunConditions(
      place: place,
      attempt: attempt,
      variant: job.variants[place.variant].name,
      mainPosition: pipeline.mainPosition,
      startedAt: requestedAt.adding(seconds: queuedMilliseconds / 1000 + 2),
      runner: runner,
      slowness: world.slowRunners.contains(runner) ? world.settings.slowness : 1,
      failingClusters: Self.failingClusters(of: world, random)
    )
    cases = CaseExecution(
      world: world,
      retries: job.retries,
      conditions: conditions,
      breakages: breakages,
      causes: causes,
      random: random.fork(1)
    )
  }

  /// The clusters whose resource fails in the job run, each by a stream of its own.
  private static func failingClusters(of world: World, _ random: SplitMix64) -> Set<Int> {
    let failing = world.clusters.indices.filter { index in
      var stream = random.fork(2, index)
      return stream.chance(world.clusters[index].eventRate)
    }
    return Set(failing)
  }

  /// Runs the tests of some files, of which a job that dies leaves the last ones out.
  mutating func run(files: [[Int]], report: SimulatedJobRun.Report) -> SimulatedJobRun {
    var order = orderedTests(files)
    if report != .complete, order.count > 1 {
      let share = random.fraction(in: 0.2...0.8)
      order = Array(order.prefix(max(Int(Double(order.count) * share), 1)))
    }
    for test in order { cases.execute(test) }
    let isRed = report != .complete || cases.finished.contains(where: \.isRed)
    let setup = random.lognormal(median: Double(job.setupMilliseconds), sigma: 0.15)
    let testMilliseconds = cases.finished.reduce(0) { $0 + $1.durationMilliseconds }
    let variant = job.variants[place.variant]
    return SimulatedJobRun(
      number: 0,
      repository: world.settings.repository,
      defaultBranch: world.settings.defaultBranch,
      workflow: world.settings.workflow,
      pipeline: pipeline,
      job: job.name,
      variant: variant.name,
      nodeIndex: place.node,
      nodeTotal: variant.nodeTotal,
      attempt: attempt,
      startedAt: conditions.startedAt,
      durationMilliseconds: Int(setup) + testMilliseconds,
      queuedMilliseconds: queuedMilliseconds,
      status: isRed ? .failed : .passed,
      runner: conditions.runner,
      report: report,
      cases: cases.finished
    )
  }

  private mutating func orderedTests(_ files: [[Int]]) -> [Int] {
    let isShuffled = random.chance(world.settings.shuffleProbability)
    let isByFile = !world.settings.shufflesTests
    let ordered = isShuffled && isByFile ? random.shuffled(files) : files
    let tests = ordered.flatMap { file in
      file.filter { world.tests[$0].lifetime.contains(pipeline.mainPosition) }
    }
    return isShuffled && !isByFile ? random.shuffled(tests) : tests
  }
}
