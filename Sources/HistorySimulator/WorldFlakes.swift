extension World {
  mutating func drawFlakes(_ casting: inout RoleCasting) {
    for wanted in settings.flakes {
      guard let test = casting.take(where: { $0.job == wanted.job }) else { continue }
      let kinds = casting.random.shuffled(FailureKind.ofFlakes)
      let variants = variants(ofJob: wanted.job)
      let flake = Flake(
        rate: wanted.rate,
        retryPassProbability: casting.random.fraction(in: 0.5...0.95),
        failureKinds: Array(kinds.prefix(casting.random.integer(in: 1...2))),
        variants: wanted.onOneVariant ? [casting.random.pick(variants)] : variants,
        range: wanted.part.map(range) ?? range(of: wanted.course, &casting.random)
      )
      tests[test].flake = caused(flake, by: wanted, &casting.random)
    }
  }

  mutating func drawVariantBreakages(_ casting: inout RoleCasting) {
    for (number, days) in settings.variantBreakageDays.enumerated() {
      // A test that runs on one variant only cannot be red on one of several.
      let jobs = settings.jobs.filter { $0.variants.count > 1 }.map(\.name)
      guard let test = casting.take(where: { jobs.contains($0.job) }) else { continue }
      let count = Double(settings.variantBreakageDays.count)
      let share = (Double(number) + casting.random.fraction(in: 0.1...0.6)) / count
      let from = max(Int(Double(mainline.count) * share), 1)
      guard from < lastPosition else { continue }
      tests[test].variantBreakage = VariantBreakage(
        variant: casting.random.pick(variants(ofJob: tests[test].job)),
        range: MainlineRange(from: from, to: position(days: days, after: from))
      )
    }
  }

  /// A victim goes before its polluter in the usual order, so that only a shuffle makes it fail.
  mutating func drawOrderDependence(_ casting: inout RoleCasting) {
    guard let job = settings.jobs.first?.name else { return }
    let files = Set(tests.filter { $0.job == job }.map(\.identity.file)).sorted()
    guard files.count > 1 else { return }
    let middle = files[files.count / 2]
    for _ in 0..<settings.orderDependentTests {
      guard let victim = casting.take(where: { $0.job == job && $0.identity.file < middle }),
        let polluter = casting.take(where: { $0.job == job && $0.identity.file >= middle })
      else { return }
      tests[victim].polluter = polluter
    }
  }

  private func range(between part: ClosedRange<Double>) -> MainlineRange {
    let count = Double(mainline.count)
    return MainlineRange(
      from: Int(count * part.lowerBound),
      to: part.upperBound < 1 ? Int(count * part.upperBound) : nil
    )
  }

  private func range(
    of course: FlakeSettings.Course,
    _ random: inout SplitMix64
  ) -> MainlineRange {
    switch course {
    case .steady: .always
    case .begins: MainlineRange(from: position(between: 0.25...0.5, &random), to: nil)
    case .fixed: MainlineRange(from: 0, to: position(between: 0.5...0.75, &random))
    }
  }
}
