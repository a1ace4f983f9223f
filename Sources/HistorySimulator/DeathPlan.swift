/// Which job runs die at their first attempt, and what is left of their reports.
struct DeathPlan {
  private var reports: [JobRunPlace: SimulatedJobRun.Report] = [:]

  init(world: World, random: SplitMix64) {
    guard !world.schedule.pipelines.isEmpty, !world.settings.jobs.isEmpty else { return }
    var random = random
    let wanted: [(SimulatedJobRun.Report, Int)] = [
      (.truncated, world.settings.truncatedReports), (.missing, world.settings.missingReports),
    ]
    for (report, count) in wanted {
      for _ in 0..<count { reports[Self.place(in: world, &random)] = report }
    }
  }

  func report(at place: JobRunPlace) -> SimulatedJobRun.Report {
    reports[place] ?? .complete
  }

  private static func place(in world: World, _ random: inout SplitMix64) -> JobRunPlace {
    let jobs = world.settings.jobs
    let job = random.integer(in: 0...(jobs.count - 1))
    let variant = random.integer(in: 0...(jobs[job].variants.count - 1))
    return JobRunPlace(
      pipeline: random.pick(world.schedule.pipelines).number,
      job: job,
      variant: variant,
      node: random.integer(in: 1...jobs[job].variants[variant].nodeTotal)
    )
  }
}
