public import TestModel

/// What a reader of reports tells while it reads, in the report's order.
public enum ReportEvent: Sendable {
  /// Cases ended.
  case cases(CaseBatch)
  /// A case that was told before turned out to have more attempts.
  case retried(RetriedCase)
  /// A case that was told before shares its name with another one of the report.
  case ambiguous(TestID, identityHash: UInt64)
  /// A time that is known of an item of a suite, without a run of it.
  case timing(ReportedTiming)
}

/// Receives what a reader tells; what it throws ends the reading and is thrown on.
public typealias ReportSink = (ReportEvent) throws -> Void
