public import TestModel

/// A file whose tests take surely more or less time than in the weeks before.
public struct DurationMover: Sendable, Hashable {
  /// The repository; empty where the runs name none.
  public var repo: String
  /// The file, or the class where reports name no files.
  public var item: String
  /// The job and variant in which it moved most.
  public var stream: JobVariant
  /// In how many jobs and variants it surely moved.
  public var streams: Int
  /// The middle of the runs before.
  public var before: Microseconds
  /// The middle of the runs of the week.
  public var after: Microseconds
  /// The runs before that it was in.
  public var runsBefore: Int
  /// The runs of the week that it was in.
  public var runsAfter: Int
  /// The middle number of its cases before and after: where they grew, so may the time.
  public var casesBefore, casesAfter: Int
  /// The lowest false discovery rate of a list that it is on, 0 to 1.
  public var falseDiscoveryRate: Double

  /// The time after less that before, in seconds.
  public var change: Double { after.seconds - before.seconds }
}

/// The files that moved, with how many were looked at.
public struct DurationMovers: Sendable, Hashable {
  /// Those that surely moved, those by the most time first.
  public var movers: [DurationMover] = []
  /// The files in jobs and variants that had enough runs to tell.
  public var compared = 0
  /// The job runs of the week that were looked at.
  public var jobRuns = 0
  /// Those of them that have timings of their tests.
  public var timedJobRuns = 0

  /// Creates the answer where nothing is known.
  public init() {}
}

extension DurationMovers {
  /// The runs that each side needs: with five on five no chance order has a probability under 0.4 %.
  static let fewestRuns = 5
  /// What a change has to be at least to be worth a reader's time: a tenth of the time before, and a
  /// tenth of a second.
  static let smallest = (share: 0.1, seconds: 0.1)
  /// The share of the list that is expected to be no move at all.
  public static let rate = 0.05

  /// Finds what moved.
  ///
  /// Each file of each job and variant has its runs of the week compared with those before by a rank-sum
  /// test, two sided (Mann and Whitney, 1947), and the list of all is bounded by Benjamini and Hochberg,
  /// 1995. Runs in which a case failed are left out: they may have ended early.
  ///
  /// - Parameters:
  ///   - recent: runs of the week.
  ///   - earlier: runs of the weeks before.
  public init(recent: [SuiteTimings], earlier: [SuiteTimings]) {
    let now = ItemTimes(recent)
    let then = ItemTimes(earlier)
    let totals = recent.flatMap { $0.totalsOfJobRuns.flatMap { $0 } }
    jobRuns = totals.count
    timedJobRuns = totals.count { $0.units > 0 }
    let keys = now.times.keys.filter { key in
      [now.times[key], then.times[key]].allSatisfy { ($0?.count ?? 0) >= Self.fewestRuns }
    }
    .sorted()
    compared = keys.count
    let candidates = keys.map { DurationMover($0, now.times[$0] ?? [], then.times[$0] ?? []) }
    let adjusted = adjustedPValues(candidates.map(\.falseDiscoveryRate))
    let sure = zip(candidates, adjusted).compactMap { mover, rate -> DurationMover? in
      guard rate <= Self.rate, mover.isLarge else { return nil }
      var mover = mover
      mover.falseDiscoveryRate = rate
      return mover
    }
    let items = Dictionary(grouping: sure) { [$0.repo, $0.item] }
    movers = items.values.compactMap(largest).sorted {
      (-abs($0.change), $0.repo, $0.item) < (-abs($1.change), $1.repo, $1.item)
    }
  }
}

private func largest(_ movers: [DurationMover]) -> DurationMover? {
  var mover = movers.max {
    (abs($0.change), $1.stream) < (abs($1.change), $0.stream)
  }
  mover?.streams = movers.count
  return mover
}

extension DurationMover {
  /// A candidate, with its p-value in place of the rate of a list.
  fileprivate init(_ key: ItemTimes.Key, _ now: [ItemTimes.Time], _ then: [ItemTimes.Time]) {
    let after = now.map(\.seconds)
    let before = then.map(\.seconds)
    repo = key.repo
    item = key.item
    stream = key.stream
    streams = 1
    self.before = middle(before)
    self.after = middle(after)
    runsBefore = before.count
    runsAfter = after.count
    casesBefore = Int(lowerMedian(ofSorted: then.map { Double($0.cases) }.sorted()) ?? 0)
    casesAfter = Int(lowerMedian(ofSorted: now.map { Double($0.cases) }.sorted()) ?? 0)
    falseDiscoveryRate = min(
      1,
      2 * min(rankSumTail(after, above: before), rankSumTail(before, above: after))
    )
  }

  fileprivate var isLarge: Bool {
    let smallest = DurationMovers.smallest
    return abs(change) >= max(smallest.seconds, smallest.share * before.seconds)
  }
}

private func middle(_ seconds: [Double]) -> Microseconds {
  lowerMedian(ofSorted: seconds.sorted()).flatMap { Microseconds(seconds: $0) } ?? .zero
}

/// What each file took in each run, by job and variant.
private struct ItemTimes {
  struct Key: Hashable, Comparable {
    var repo: String
    var item: String
    var stream: JobVariant

    static func < (left: Key, right: Key) -> Bool {
      (left.repo, left.item, left.stream) < (right.repo, right.item, right.stream)
    }
  }

  struct Time {
    var seconds: Double
    var cases: Int
    var failures: Int
  }

  private(set) var times: [Key: [Time]] = [:]

  init(_ timings: [SuiteTimings]) {
    for timings in timings { add(timings) }
  }

  private mutating func add(_ timings: SuiteTimings) {
    // The classes of one file are one item of a run.
    var sums: [Place: Time] = [:]
    for timing in timings.timings {
      let unit = timings.units[Int(timing.unit)]
      let item = unit.file.isEmpty ? unit.classname : unit.file
      guard !item.isEmpty, timing.cases > 0 else { continue }
      let place = Place(run: timing.run, item: item)
      var time = sums[place] ?? Time(seconds: 0, cases: 0, failures: 0)
      time.seconds += timing.duration.seconds
      time.cases += Int(timing.cases)
      time.failures += Int(timing.failures)
      sums[place] = time
    }
    for (place, time) in sums where time.failures == 0 {
      guard let first = timings.runs[Int(place.run)].jobRuns.first?.jobRun else { continue }
      let stream = JobVariant(job: first.job ?? "", variant: first.variant ?? "")
      times[Key(repo: first.repo ?? "", item: place.item, stream: stream), default: []].append(time)
    }
  }

  private struct Place: Hashable {
    var run: Int32
    var item: String
  }
}
