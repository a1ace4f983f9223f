import TestModel

/// What the source of a split's timings knows.
struct SourceTimings: Sendable {
  /// How long the units of the suite took in its last runs.
  let timings: SuiteTimings
  /// What stands in for the runs that were asked for.
  let remarks: [String]
  private let source: TimingsSource

  /// Reads the timings that the options name.
  ///
  /// - Parameter withNodes: whether it is asked for which units each node ran.
  /// - Throws: `CommandFailure` or `StorageError` where they cannot be read.
  init(
    _ options: ItemOptions,
    common: CommonOptions,
    withNodes: Bool,
    in surroundings: Surroundings
  ) throws {
    source = try TimingsSource(options, common: common, in: surroundings)
    (timings, remarks) = try source.timings(
      byCase: options.timingsType == .testname,
      withNodes: withNodes
    )
  }

  /// What other tools recorded.
  func imported() throws -> [ReportedTiming] { try source.imported() }
}
