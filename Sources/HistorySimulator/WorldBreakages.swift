extension World {
  mutating func drawRegressions(_ casting: inout RoleCasting) {
    // Outages come later in each part of the history, so that few things happen at once.
    let count = Double(settings.regressions.count)
    for (number, wanted) in settings.regressions.enumerated() {
      let share = (Double(number) + casting.random.fraction(in: 0.2...0.4)) / count
      let from = max(Int(Double(mainline.count) * share), 1)
      guard from < lastPosition else { continue }
      let to =
        switch wanted.length {
        case .commits(let commits): min(from + commits, lastPosition)
        case .days(let days): position(days: days, after: from)
        }
      let kind = casting.random.pick(FailureKind.ofChanges)
      let neighbors = casting.neighbors(wanted.tests)
      let flaky = flakyTests(wanted.flakyTests, &casting.random)
      regressions.append(
        Regression(
          range: MainlineRange(from: from, to: to),
          failureKind: kind,
          tests: (neighbors + flaky).sorted()
        )
      )
    }
  }

  /// Some of the tests that are flaky all the time.
  private func flakyTests(_ count: Int, _ random: inout SplitMix64) -> [Int] {
    guard count > 0 else { return [] }
    let flaky = tests.indices.filter { tests[$0].flake?.range == .always }
    return Array(random.shuffled(flaky).prefix(count))
  }

  mutating func drawPullRequestBreakages(_ casting: inout RoleCasting) {
    for planned in schedule.breakages {
      var breakage = planned
      breakage.tests = casting.neighbors(casting.random.integer(in: 1...4))
      if settings.flakyBreakageShare > 0, casting.random.chance(settings.flakyBreakageShare) {
        breakage.tests = flakyTests(1, &casting.random)
      }
      pullRequestBreakages.append(breakage)
    }
  }
}
