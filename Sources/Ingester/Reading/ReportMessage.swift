import Formats
import TestModel

/// What a thread that reads reports tells the one that writes them.
enum ReportMessage: Sendable {
  /// A report begins; its digest says whether it was ingested before. One that holds an attempt has
  /// the other attempts of the same case in files of their own.
  case begin(path: String, digest: String, holdsAttempt: Bool)
  /// What the report says.
  case event(ReportEvent)
  /// The report has ended.
  case end(ReportSummary)
  /// The report is in the history already, and was not read.
  case known
  /// The file is no report, as many in folders and archives are not.
  case passedOver
  /// The report, or what should have been one, cannot be used; what it said is to be taken back.
  case rejected(RejectedFile)
  /// The file has no more reports.
  case endOfFile
}

/// A thread reads for nobody any more.
struct ReadingAbandoned: Error {}
