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
      regressions.append(
        Regression(
          range: MainlineRange(from: from, to: to),
          failureKind: casting.random.pick(FailureKind.ofChanges),
          tests: casting.neighbors(wanted.tests)
        )
      )
    }
  }

  mutating func drawPullRequestBreakages(_ casting: inout RoleCasting) {
    for planned in schedule.breakages {
      var breakage = planned
      breakage.tests = casting.neighbors(casting.random.integer(in: 1...4))
      pullRequestBreakages.append(breakage)
    }
  }
}
