/// A pull request as long as it is neither merged nor given up.
struct OpenPullRequest {
  let number: Int
  /// How many pushes it gets before it may be merged.
  let plannedPushes: Int
  let breakage: PullRequestBreakage?
  var pushes = 0

  var isDone: Bool { pushes >= plannedPushes }

  /// A pull request that stays broken is given up.
  var isMergeable: Bool {
    guard let breakage else { return isDone }
    return isDone && breakage.fixedAtPush != nil
  }

  init(number: Int, brokenShare: Double, random: inout SplitMix64) {
    self.number = number
    guard random.chance(brokenShare) else {
      plannedPushes = random.integer(in: 1...3)
      breakage = nil
      return
    }
    let fromPush = random.integer(in: 1...2)
    let brokenPushes = random.integer(in: 1...2)
    let isFixed = random.chance(0.7)
    plannedPushes = fromPush + brokenPushes - (isFixed ? 0 : 1)
    breakage = PullRequestBreakage(
      pullRequest: number,
      fromPush: fromPush,
      fixedAtPush: isFixed ? fromPush + brokenPushes : nil,
      failureKind: random.pick(FailureKind.ofChanges),
      tests: []
    )
  }
}
