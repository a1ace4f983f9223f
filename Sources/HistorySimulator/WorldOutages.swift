import TestModel

extension World {
  /// Spreads the outages over the history, each around a pipeline so that none goes unnoticed.
  mutating func drawOutages(random: SplitMix64) {
    guard !schedule.pipelines.isEmpty else { return }
    var random = random
    let count = Double(settings.outages.count)
    for (number, wanted) in settings.outages.enumerated() {
      let share = (Double(number) + random.fraction(in: 0.6...0.9)) / count
      let first = Int(Double(schedule.pipelines.count) * share)
      let pipeline =
        schedule.pipelines[first...].first(where: \.triggeredAt.isOnWorkday)
        ?? schedule.pipelines[first]
      let from = pipeline.triggeredAt.adding(seconds: -60 * random.integer(in: 2...9))
      let folder = wanted.scope == .folder ? drawFolder(&random) : nil
      let runner = wanted.scope == .runner ? drawRunner(&random) : nil
      let jobRun = wanted.scope == .jobRun ? drawJobRun(of: pipeline, &random) : nil
      outages.append(
        Outage(
          scope: wanted.scope,
          failureKind: failureKind(of: wanted, &random),
          intensity: wanted.intensity,
          folder: folder,
          runner: runner,
          jobRun: jobRun,
          tests: drawTests(scope: wanted.scope, folder: folder, jobRun: jobRun, &random),
          from: from,
          to: from.adding(seconds: Int(wanted.hours * 3600))
        )
      )
    }
  }

  private func failureKind(
    of wanted: OutageSettings,
    _ random: inout SplitMix64
  ) -> FailureKind {
    guard wanted.isAssertionShaped else { return random.pick(FailureKind.ofOutages) }
    return wanted.hasCommonMessage ? .serviceStatus : .emptyResult
  }

  /// A folder of at least four tests that are there for the whole history.
  private func drawFolder(_ random: inout SplitMix64) -> String? {
    var sizes: [String: Int] = [:]
    for test in tests where test.lifetime == .always {
      sizes[test.identity.folder, default: 0] += 1
    }
    let folders = sizes.filter { $0.value >= 4 }.keys.sorted()
    return folders.isEmpty ? nil : random.pick(folders)
  }

  private func drawRunner(_ random: inout SplitMix64) -> String {
    World.runner(random.integer(in: 1...max(settings.runners, 1)))
  }

  private func drawJobRun(
    of pipeline: PlannedPipeline,
    _ random: inout SplitMix64
  ) -> JobRunPlace? {
    guard !settings.jobs.isEmpty else { return nil }
    let job = random.integer(in: 0...(settings.jobs.count - 1))
    let variants = settings.jobs[job].variants
    let variant = random.integer(in: 0...(variants.count - 1))
    return JobRunPlace(
      pipeline: pipeline.number,
      job: job,
      variant: variant,
      node: random.integer(in: 1...variants[variant].nodeTotal)
    )
  }

  private func drawTests(
    scope: Outage.Scope,
    folder: String?,
    jobRun: JobRunPlace?,
    _ random: inout SplitMix64
  ) -> [Int] {
    switch scope {
    case .full, .runner:
      return Array(tests.indices)
    case .jobRun:
      let job = jobRun.map { settings.jobs[$0.job].name }
      return tests.indices.filter { tests[$0].job == job }
    case .folder:
      return tests.indices.filter { tests[$0].identity.folder == folder }
    case .signature:
      let job = settings.jobs.isEmpty ? nil : random.pick(settings.jobs).name
      let candidates = tests.indices.filter { tests[$0].job == job }
      return random.shuffled(candidates).prefix((candidates.count + 4) / 5).sorted()
    }
  }
}
