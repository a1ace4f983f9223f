import TestModel

/// A repository with its tests, its pipelines and all its troubles, before anything has run.
struct World {
  let settings: SimulationSettings
  let schedule: PipelineSchedule
  var tests: [SimulatedTest] = []
  var outages: [Outage] = []
  var regressions: [Regression] = []
  var pullRequestBreakages: [PullRequestBreakage] = []
  var clusters: [FlakeCluster] = []
  let slowRunners: [String]

  var mainline: [MainlinePoint] { schedule.mainline }

  /// The position of the last commit of the default branch.
  var lastPosition: Int { mainline.count - 1 }

  init(settings: SimulationSettings, random: SplitMix64) {
    self.settings = settings
    var scheduleDrawing = ScheduleDrawing(settings: settings, random: random.fork(1))
    schedule = scheduleDrawing.draw()
    slowRunners = Self.slowRunners(settings, random: random.fork(5))
    for (index, job) in settings.jobs.enumerated() {
      var suiteDrawing = SuiteDrawing(
        job: job,
        parameterizedShare: settings.suite.parameterizedShare,
        random: random.fork(2, index)
      )
      tests += suiteDrawing.draw()
    }
    var casting = RoleCasting(tests: tests, random: random.fork(3))
    drawFlakes(&casting)
    drawVariantBreakages(&casting)
    drawOrderDependence(&casting)
    drawSkips(&casting)
    drawDurationCourses(&casting)
    drawLifetimes(&casting)
    drawRenames(&casting)
    drawRegressions(&casting)
    drawPullRequestBreakages(&casting)
    drawFlakeClusters(&casting)
    drawOrderDependenceOnNodes(&casting)
    drawOutages(random: random.fork(4))
  }

  var truth: SimulationTruth {
    SimulationTruth(
      mainline: mainline,
      tests: tests,
      outages: outages,
      regressions: regressions,
      pullRequestBreakages: pullRequestBreakages,
      clusters: clusters,
      slowRunners: slowRunners
    )
  }

  func variants(ofJob name: String) -> [String] {
    settings.jobs.first { $0.name == name }?.variants.map(\.name) ?? []
  }

  /// The name of a runner.
  static func runner(_ number: Int) -> String { "linux-\(number)" }

  private static func slowRunners(
    _ settings: SimulationSettings,
    random: SplitMix64
  ) -> [String] {
    guard settings.slowRunners > 0 else { return [] }
    var random = random
    let numbers = random.shuffled(Array(1...max(settings.runners, 1)))
    return numbers.prefix(settings.slowRunners).sorted().map(runner)
  }

  /// A position between two fractions of the history, never that of the first commit.
  func position(between range: ClosedRange<Double>, _ random: inout SplitMix64) -> Int {
    max(Int(Double(mainline.count) * random.fraction(in: range)), 1)
  }

  /// The first commit of the default branch at least some days after another, or the last.
  func position(days: Double, after position: Int) -> Int {
    let end = mainline[position].time.adding(seconds: Int(days * 86_400))
    return mainline.first { $0.time >= end }?.position ?? lastPosition
  }
}
