import Foundation
import StatisticsCore
import Storage
import TestModel

/// Where the timings of a split come from: CircleCI's results.json, or the history.
enum TimingsSource: Sendable {
  case results(ResultsFile)
  case history(HistoryStore, TimingStream, asOf: Timestamp)

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

  /// Whose runs are asked for, and ever wider ones that stand in for them.
  ///
  /// A job that is new has no timings of its own; those of the others are better than none.
  var streams: [(stream: TimingStream, standsIn: String?)] {
    switch self {
    case .results: [(TimingStream(), nil)]
    case .history(_, let stream, _): stream.widening
    }
  }

  /// What the history keeps ready of the last runs; none where it keeps nothing, and there is none but
  /// of files and classes.
  func keptEstimates(
    of stream: TimingStream,
    kind: ReportedTiming.Kind
  ) throws -> SuiteEstimates? {
    guard case .history(let store, _, let asOf) = self, kind != .testname else { return nil }
    return try store.keptEstimates(of: stream, kind: kind, before: asOf) {
      SuiteEstimates(kind: kind, packed: $0)
    }
  }

  /// The timings of the last runs.
  func timings(of stream: TimingStream, byCase: Bool, withNodes: Bool) throws -> SuiteTimings {
    switch self {
    case .results(let file): file.timings(byCase: byCase)
    case .history(let store, _, let asOf):
      try store.suiteTimings(
        of: stream,
        before: asOf,
        byCase: byCase,
        withUnitsOfJobRuns: withNodes
      )
    }
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
