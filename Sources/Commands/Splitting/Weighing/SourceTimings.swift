import StatisticsCore
import Storage
import TestModel

/// What the source of a split's timings knows of the suite.
///
/// What the history keeps ready is taken where it serves; the last runs are read where it doesn't.
struct SourceTimings: Sendable {
  /// What stands in for the runs that were asked for.
  let remarks: [String]
  private let source: TimingsSource
  private let stream: TimingStream
  /// Of the kind of name that is looked at first, what it is expected to take and, where the runs were
  /// read, what it took.
  private let first: (estimates: SuiteEstimates, measurements: SuiteMeasurements?)?
  /// The last runs, where they were read.
  private let timings: SuiteTimings?

  /// Reads the timings that the options name.
  ///
  /// - Parameters:
  ///   - withRuns: whether it is asked for the single runs.
  ///   - withNodes: whether it is asked for which units each node ran, in the single runs.
  /// - Throws: `CommandFailure` or `StorageError` where they cannot be read.
  init(
    _ options: ItemOptions,
    common: CommonOptions,
    withRuns: Bool,
    withNodes: Bool,
    in surroundings: Surroundings
  ) throws {
    source = try TimingsSource(options, common: common, in: surroundings)
    let kind = options.timingsType.kinds.first ?? .file
    for wider in source.streams {
      let kept =
        withRuns || withNodes ? nil : try source.keptEstimates(of: wider.stream, kind: kind)
      let read =
        kept == nil
        ? try source.timings(of: wider.stream, byCase: kind == .testname, withNodes: withNodes)
        : nil
      guard kept.map({ $0.runs > 0 }) ?? (read?.runs.isEmpty == false) else { continue }
      remarks = wider.standsIn.map { [$0] } ?? []
      stream = wider.stream
      timings = read
      let measured = read.map { SuiteMeasurements($0, by: kind) }
      first = (kept ?? measured?.estimates).map { ($0, measured) }
      return
    }
    (remarks, stream, first, timings) = ([], TimingStream(), nil, SuiteTimings())
  }

  /// What the files, classes or tests of the suite are expected to take.
  func estimates(of kind: ReportedTiming.Kind) throws -> SuiteEstimates {
    if let first, first.estimates.kind == kind { return first.estimates }
    if timings == nil, let kept = try source.keptEstimates(of: stream, kind: kind) { return kept }
    return try measurements(of: kind).estimates
  }

  /// What the files, classes or tests of the suite took.
  func measurements(of kind: ReportedTiming.Kind) throws -> SuiteMeasurements {
    if let known = first?.measurements, known.kind == kind { return known }
    return SuiteMeasurements(try runs(byCase: kind == .testname), by: kind)
  }

  /// The last runs.
  func runs(byCase: Bool = false) throws -> SuiteTimings {
    try timings ?? source.timings(of: stream, byCase: byCase, withNodes: false)
  }

  /// What other tools recorded.
  func imported() throws -> [ReportedTiming] { try source.imported() }
}
