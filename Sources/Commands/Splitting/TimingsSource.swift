import Foundation
import Ingester
import StatisticsCore
import Storage
import TestModel

/// Where the timings of a split come from: CircleCI's results.json, or the history.
///
/// In the history the runs come first; what other tools' timings say stands for items that no run
/// knows.
struct TimingsSource {
  /// What is known of the items of a split.
  struct Known {
    /// What the items are.
    var type: TimingsType
    /// By item, its time in each run in which it took any.
    var history: [String: [Microseconds]]
    /// How many of the items are known by other tools' timings alone.
    var imported = 0
  }

  /// The runs of the whole suite that an estimate looks at.
  private static let mostRuns = 10
  /// The job runs among which they are looked for.
  private static let mostJobRuns = 500

  /// The time of one file and class in one run of the suite.
  private struct Timing {
    var run: Int
    var file, classname, name: String
    var duration: Microseconds
  }

  private let load: (_ byCase: Bool) throws -> [Timing]
  private let loadImported: () throws -> [ReportedTiming]
  private let hasRuns: Bool

  init(_ options: TestsSplit, in surroundings: Surroundings) throws {
    if let file = options.timingsFile {
      let timings = try TimingsSource.results(surroundings.absolute(file), named: file)
      load = { _ in timings }
      loadImported = { [] }
      hasRuns = !timings.isEmpty
      return
    }
    let store = try options.common.openForReading(in: surroundings)
    let asOf = options.asOf?.moment ?? surroundings.now
    let runs = try TimingsSource.suiteRuns(store, before: asOf, options, in: surroundings)
    hasRuns = !runs.isEmpty
    loadImported = {
      try store.importedTimings(until: asOf, preferring: surroundings.jobRun.repo)
    }
    load = { byCase in
      try store.timings(ofJobRuns: Array(runs.keys), byCase: byCase).map {
        Timing(
          run: runs[$0.jobRunID] ?? 0,
          file: $0.file,
          classname: $0.classname,
          name: $0.name,
          duration: $0.duration
        )
      }
    }
  }

  /// What is known of the items, for the one of `types` that knows most of them.
  ///
  /// Of several that know as many the first is taken; none where there are no timings at all.
  func known(of items: [String], types: [TimingsType], checkout: String) throws -> Known? {
    let timings = try load(types == [.testname])
    let matchers = types.map { ItemMatcher(items, type: $0, checkout: checkout) }
    var candidates = zip(types, matchers).map { type, matcher in
      Known(type: type, history: Self.history(timings, matcher: matcher))
    }
    var hasTimings = hasRuns
    if candidates.contains(where: { $0.history.count < items.count }) {
      let imported = try loadImported()
      hasTimings = hasTimings || !imported.isEmpty
      for (index, matcher) in matchers.enumerated() {
        let added = matcher.times(of: imported, notIn: candidates[index].history)
        candidates[index].imported = added.count
        candidates[index].history.merge(added.mapValues { [$0] }) { known, _ in known }
      }
    }
    let most = candidates.map(\.history.count).max() ?? 0
    return hasTimings ? candidates.first { $0.history.count == most } : nil
  }

  private static func history(
    _ timings: [Timing],
    matcher: ItemMatcher
  ) -> [String: [Microseconds]] {
    var sums: [String: [Int: Microseconds]] = [:]
    for timing in timings {
      let item = matcher.item(
        file: timing.file,
        classname: timing.classname,
        name: timing.name
      )
      guard let item else { continue }
      sums[item, default: [:]][timing.run, default: .zero] += timing.duration
    }
    return sums.mapValues { $0.sorted { $0.key < $1.key }.map(\.value) }
  }

  /// The last runs of the suite: by job run, the number of the suite's run that it belongs to.
  ///
  /// The nodes of a job are one run of the suite; each job and variant has its own last runs.
  private static func suiteRuns(
    _ store: HistoryStore,
    before asOf: Timestamp,
    _ options: TestsSplit,
    in surroundings: Surroundings
  ) throws -> [Int64: Int] {
    let all = try store.latestCompleteJobRuns(before: asOf, limit: mostJobRuns)
    let job = options.job ?? surroundings.jobRun.job
    let ofJob = all.filter {
      (job == nil || $0.jobRun.job == job)
        && (options.variant == nil || $0.jobRun.variant == options.variant)
    }
    // A job that is new has no timings of its own; those of the others are better than none.
    let candidates = ofJob.isEmpty && options.job == nil ? all : ofJob
    var numbers: [[String]: Int] = [:]
    var runsOfStream: [[String]: Int] = [:]
    var runs: [Int64: Int] = [:]
    for run in candidates {
      let told = run.jobRun
      let stream = [told.job ?? "", told.variant ?? ""]
      let key = stream + [told.pipeline ?? "run \(run.id)", String(told.attempt ?? 1)]
      if numbers[key] == nil {
        guard runsOfStream[stream, default: 0] < mostRuns else { continue }
        runsOfStream[stream, default: 0] += 1
        numbers[key] = numbers.count
      }
      runs[run.id] = numbers[key]
    }
    return runs
  }

  private static func results(_ path: String, named name: String) throws -> [Timing] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        "Error reading historical timing data: file does not exist (\(name))",
        .missingFile
      )
    }
    guard let document = try? JSONDecoder().decode(ResultsDocument.self, from: data) else {
      throw CommandFailure("\(name) is no results.json of CircleCI's", .unusableInput)
    }
    return document.tests.compactMap { test in
      guard let duration = test.run_time.flatMap({ Microseconds(seconds: $0) }) else { return nil }
      return Timing(
        run: 0,
        file: test.file ?? "",
        classname: test.classname ?? "",
        name: test.name ?? "",
        duration: duration
      )
    }
  }
}

/// CircleCI's results.json; its names are the keys.
private struct ResultsDocument: Decodable {
  struct Test: Decodable {
    var file, classname, name: String?
    var run_time: Double?
  }
  var tests: [Test]
}
