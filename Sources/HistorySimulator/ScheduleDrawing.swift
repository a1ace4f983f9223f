import TestModel

/// Draws when which pipeline runs for what, day by day.
struct ScheduleDrawing {
  private let settings: SimulationSettings
  private var random: SplitMix64
  private var pipelines: [PlannedPipeline] = []
  private var mainline: [MainlinePoint] = []
  private var breakages: [PullRequestBreakage] = []
  private var open: [OpenPullRequest] = []
  private var nextPullRequest = 101

  init(settings: SimulationSettings, random: SplitMix64) {
    self.settings = settings
    self.random = random
  }

  mutating func draw() -> PipelineSchedule {
    for day in 0..<max(settings.days, 1) {
      for moment in drawMoments(onDay: settings.start.day + day) {
        drawPipeline(at: moment)
      }
    }
    return PipelineSchedule(pipelines: pipelines, mainline: mainline, breakages: breakages)
  }

  private mutating func drawMoments(onDay day: Int) -> [Timestamp] {
    let midnight = Timestamp(day: day)
    let rhythm = settings.rhythm
    let mean = midnight.isOnWorkday ? rhythm.pipelinesPerWorkday : rhythm.pipelinesPerWeekendDay
    var count = Int(mean)
    if random.chance(mean - Double(count)) { count += 1 }
    if count >= 3 { count += random.integer(in: -1...1) }
    return (0..<count)
      // The sum of two uniforms puts most pushes around 13 o'clock and none outside of 8 to 18.
      .map { _ in
        let hour = 8 + 5 * (random.uniform() + random.uniform())
        return midnight.adding(seconds: Int(hour * 3600))
      }
      .sorted()
  }

  private mutating func drawPipeline(at moment: Timestamp) {
    if mainline.isEmpty || random.chance(settings.rhythm.mainShare) {
      drawMerge(at: moment)
    } else {
      drawPush(at: moment)
    }
  }

  private mutating func drawMerge(at moment: Timestamp) {
    // Without a pull request that is ready, the commit came directly to the branch.
    if let index = open.firstIndex(where: \.isMergeable) { open.remove(at: index) }
    let commit = random.hexadecimal(digits: 40)
    mainline.append(
      MainlinePoint(
        position: mainline.count,
        pipeline: pipelines.count + 1,
        commit: commit,
        time: moment
      )
    )
    append(commit: commit, branch: settings.defaultBranch, at: moment)
  }

  private mutating func drawPush(at moment: Timestamp) {
    let unfinished = open.indices.filter { !open[$0].isDone }
    let index: Int
    if !unfinished.isEmpty, random.chance(0.6) {
      index = random.pick(unfinished)
    } else {
      index = openPullRequest()
    }
    open[index].pushes += 1
    let request = open[index]
    append(
      commit: random.hexadecimal(digits: 40),
      branch: "feature/\(request.number)",
      pullRequest: request.number,
      push: request.pushes,
      at: moment
    )
    if request.isDone, !request.isMergeable { open.remove(at: index) }
  }

  private mutating func openPullRequest() -> Int {
    let request = OpenPullRequest(
      number: nextPullRequest,
      brokenShare: settings.brokenPullRequestShare,
      random: &random
    )
    nextPullRequest += random.integer(in: 1...3)
    if let breakage = request.breakage { breakages.append(breakage) }
    open.append(request)
    return open.count - 1
  }

  private mutating func append(
    commit: String,
    branch: String,
    pullRequest: Int? = nil,
    push: Int = 0,
    at moment: Timestamp
  ) {
    pipelines.append(
      PlannedPipeline(
        number: pipelines.count + 1,
        commit: commit,
        branch: branch,
        pullRequest: pullRequest,
        push: push,
        mainPosition: mainline.count - 1,
        triggeredAt: moment
      )
    )
  }
}
