import TestModel

extension PolicyRound {
  /// Lets tests enter: those that come back first, and then the surest.
  mutating func enter() {
    for test in tests where returning.contains(test.test.id) {
      let since = known[test.test.id]?.decision.at ?? asOf
      let reason =
        "flaked \(times(test.flakes(since: since))) since \(since.isoDate), while it was watched"
      enter(test, .reflaked, because: reason)
    }
    for test in tests where mayEnter(test) && policy.entry.obstacle(to: test, weeks: weeks) == nil {
      let commits = Set(test.evidence.compactMap(\.commit)).count
      let reason =
        "failed \(test.flakes) of \(test.executions) times on code that works, on \(commits) "
        + (commits == 1 ? "commit" : "commits")
      enter(test, .entered, because: reason)
    }
  }

  /// Whether a test is flaky, and where it is allows it to enter.
  private func mayEnter(_ test: TestAssessment) -> Bool {
    guard test.verdict == .flaky, !isSettled(test.test.id) else { return false }
    guard let record = known[test.test.id] else { return true }
    switch record.state {
    case .candidate, .cleared, .broken: return true
    // What was told before is no news.
    case .removed, .released, .fixed:
      return !record.isWatched && test.flakes(since: record.decision.at) > 0
    case .quarantined, .reflaked, .expired, .probation, .held: return false
    }
  }

  private mutating func enter(
    _ test: TestAssessment,
    _ kind: QuarantineTransition.Kind,
    because reason: String
  ) {
    if let obstacle = outerObstacle(to: test) {
      if kind == .reflaked { hold(back: test, obstacle) }
      return
    }
    let entry = entry(of: test, because: reason)
    room.add(entry, suites: suites(of: test), owners: owners(of: test.test))
    decide(kind, entry, because: reason)
  }

  /// What keeps a test out that is surely flaky.
  private func outerObstacle(to test: TestAssessment) -> QuarantineObstacle? {
    if isProtected(test.test) { return .protected }
    return room.obstacle(suites: suites(of: test), owners: owners(of: test.test))
  }

  private func entry(of test: TestAssessment, because reason: String) -> QuarantineEntry {
    let owners = owners(of: test.test)
    var entry = QuarantineEntry(
      test: test.test,
      reason: reason,
      author: QuarantineTransition.policy,
      since: asOf,
      expires: asOf.adding(days: policy.expiryDays),
      owner: owners.isEmpty ? nil : owners.joined(separator: " "),
      issue: known[test.test.id]?.entry.issue,
      mode: policy.mode(of: test.test, owners: owners),
      isManual: false,
      probability: test.probability,
      flakeRate: test.rate.estimate,
      flakes: test.flakes
    )
    entry.flakeRateLow = test.rate.low
    entry.flakeRateHigh = test.rate.high
    entry.executions = test.executions
    entry.commits = Set(test.evidence.compactMap(\.commit)).count
    entry.lastFlake = test.lastFlake
    return entry
  }

  // MARK: Candidates

  /// Lists the flaky tests that are kept out, where that is news, and ends those that no longer are.
  mutating func listCandidates() {
    for test in tests where mayEnter(test) {
      let own = policy.entry.obstacle(to: test, weeks: weeks)
      if let obstacle = own ?? outerObstacle(to: test) { hold(back: test, obstacle) }
    }
    for record in records where record.state == .candidate && !isSettled(record.test.id) {
      if assessed[record.test.id]?.verdict != .flaky {
        decide(.cleared, record.entry, because: "it is on the list of flaky tests no longer")
      }
    }
  }

  private mutating func hold(back test: TestAssessment, _ obstacle: QuarantineObstacle) {
    let record = known[test.test.id]
    // What was taken out, or surely is mended, stays what it is until it enters.
    if let record, record.state == .removed || record.state == .fixed && !record.isWatched {
      return
    }
    guard record?.state != .candidate || record?.decision.obstacle != obstacle else { return }
    decide(
      .candidate,
      entry(of: test, because: reason(of: obstacle, test)),
      because: reason(of: obstacle, test),
      obstacle: obstacle
    )
  }

  private func reason(of obstacle: QuarantineObstacle, _ test: TestAssessment) -> String {
    switch obstacle {
    case .unsure: "it is flaky, and not surely enough yet: \(doubt(of: test))"
    case .changesOnly:
      "its flakes are on changes, or on a variant that never passed since: it may be broken there"
    case .rare: "it flakes in \(humanPercentage(test.rate.estimate)) of its runs, which is seldom"
    case .cheap: "its flakes cost too little"
    case .protected: "it is protected"
    case .entryLimit: "there are \(policy.limits.maximumEntries) entries, which is the limit"
    case .suiteLimit:
      "its suite has \(humanPercentage(policy.limits.maximumShare ?? 1)) of its tests in quarantine, "
        + "which is the limit"
    case .ownerLimit:
      "its owner has \(policy.limits.maximumPerOwner ?? 0) tests in quarantine, which is the limit"
    }
  }

  private func doubt(of test: TestAssessment) -> String {
    let minimum = policy.entry.minimumProbability
    if test.probability < minimum { return "its probability is under \(humanProbability(minimum))" }
    return "a list with it would have \(humanPercentage(test.falseDiscoveryRate)) of false "
      + "discoveries, and may have \(humanPercentage(policy.entry.falseDiscoveryRate))"
  }

  private func times(_ count: Int) -> String { count == 1 ? "once" : "\(count) times" }
}
