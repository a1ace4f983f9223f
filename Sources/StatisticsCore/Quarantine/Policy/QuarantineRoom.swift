import TestModel

/// How much room the limits leave.
struct QuarantineRoom {
  private let limits: QuarantineLimits
  private let sizes: [QuarantineSuite: Int]
  /// The entries that the policy made.
  private var entries = 0
  private var bySuite: [QuarantineSuite: Int] = [:]
  private var byOwner: [String: Int] = [:]

  init(_ limits: QuarantineLimits, _ sizes: [QuarantineSuite: Int]) {
    self.limits = limits
    self.sizes = sizes
  }

  mutating func add(_ entry: QuarantineEntry, suites: [QuarantineSuite], owners: [String]) {
    count(entry, suites, owners, by: 1)
  }

  mutating func remove(_ entry: QuarantineEntry, suites: [QuarantineSuite], owners: [String]) {
    count(entry, suites, owners, by: -1)
  }

  private mutating func count(
    _ entry: QuarantineEntry,
    _ suites: [QuarantineSuite],
    _ owners: [String],
    by change: Int
  ) {
    if !entry.isManual { entries += change }
    for suite in suites { bySuite[suite, default: 0] += change }
    for owner in owners { byOwner[owner, default: 0] += change }
  }

  /// The limit that keeps one more test of these suites and owners out.
  func obstacle(suites: [QuarantineSuite], owners: [String]) -> QuarantineObstacle? {
    if entries >= limits.maximumEntries { return .entryLimit }
    if let share = limits.maximumShare {
      let isFull = suites.contains { suite in
        guard let size = sizes[suite] else { return false }
        return Double(bySuite[suite, default: 0] + 1) > share * Double(size)
      }
      if isFull { return .suiteLimit }
    }
    if let most = limits.maximumPerOwner,
      owners.contains(where: { byOwner[$0, default: 0] >= most })
    {
      return .ownerLimit
    }
    return nil
  }
}
