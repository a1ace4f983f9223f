import Foundation
import StatisticsCore
import Storage
import TestModel

/// Where the timings of a split come from: CircleCI's results.json, or the history.
enum TimingsSource: Sendable {
  case results(ResultsFile)
  case history(HistoryStore, TimingStream, asOf: Timestamp)

  /// The runs of the suite that an estimate looks at.
  private static let runs = 10

  /// Opens the source that the options name.
  ///
  /// - Throws: `CommandFailure` or `StorageError` where it cannot be read.
  init(_ options: ItemOptions, common: CommonOptions, in surroundings: Surroundings) throws {
    if let file = options.timingsFile {
      self = .results(try ResultsFile(surroundings.absolute(file), named: file))
      return
    }
    let told = surroundings.jobRun
    self = .history(
      try common.openForReading(in: surroundings),
      TimingStream(
        repo: told.repo,
        job: options.job ?? told.job,
        variant: options.variant ?? told.variant
      ),
      asOf: options.asOf?.moment ?? surroundings.now
    )
  }

  /// The timings of the last runs, and what stands in for the runs that were asked for.
  ///
  /// A job that is new has no timings of its own; those of the others are better than none.
  func timings(
    byCase: Bool,
    withNodes: Bool
  ) throws -> (timings: SuiteTimings, remarks: [String]) {
    guard case .history(let store, let stream, let asOf) = self else {
      if case .results(let file) = self { return (file.timings(byCase: byCase), []) }
      return (SuiteTimings(), [])
    }
    for wider in stream.widening {
      let timings = try store.suiteTimings(
        of: wider.stream,
        before: asOf,
        runs: TimingsSource.runs,
        byCase: byCase,
        withUnitsOfJobRuns: withNodes
      )
      guard !timings.runs.isEmpty else { continue }
      return (timings, wider.standsIn.map { [$0] } ?? [])
    }
    return (SuiteTimings(), [])
  }

  /// What other tools recorded.
  func imported() throws -> [ReportedTiming] {
    guard case .history(let store, let stream, let asOf) = self else { return [] }
    return try store.importedTimings(until: asOf, preferring: stream.repo)
  }
}

extension TimingStream {
  /// This stream and ever wider ones, with what is said where they have to stand in for it.
  fileprivate var widening: [(stream: TimingStream, standsIn: String?)] {
    var streams: [(stream: TimingStream, standsIn: String?)] = [(self, nil)]
    if let variant {
      let words = "there are no timings of variant \(variant): those of the others stand in"
      streams.append((TimingStream(repo: repo, job: job, variant: nil), words))
    }
    if let job {
      let words = "there are no timings of job \(job): those of the other jobs stand in"
      streams.append((TimingStream(repo: repo, job: nil, variant: nil), words))
    }
    if let repo {
      let words = "there are no timings of \(repo): those of all repositories stand in"
      streams.append((TimingStream(repo: nil, job: nil, variant: nil), words))
    }
    return streams
  }
}
