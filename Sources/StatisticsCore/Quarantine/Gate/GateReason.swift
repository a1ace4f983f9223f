public import TestModel

/// Why it is not safe to go on.
public enum GateReason: Sendable, Hashable {
  /// The command could not be started.
  case notStarted(reason: String)
  /// A signal ended the command.
  case killed(signal: Int32)
  /// The gate was told to stop while the command ran.
  case stopped(signal: Int32)
  /// The command's exit status says something else than that tests failed.
  case unexplainedStatus(Int32, StatusFault)
  /// No report was named, and nothing says what failed.
  case noReportNamed
  /// None of the reports that were named is there, or all are older than the command.
  case noFreshReport
  /// A report that was named is older than the command.
  case oldReport(path: String)
  /// There is nothing where a report was named.
  case missingReport(reason: String)
  /// A report breaks off.
  case truncatedReport(path: String, line: Int?)
  /// A report cannot be used.
  case unreadableReport(path: String, line: Int?, reason: String)
  /// No test ran at all.
  case noTests
  /// Fewer tests ran than the user demands.
  case fewerTestsThanDemanded(ran: Int, demanded: Int)
  /// Fewer tests ran than the job's last runs let expect.
  case fewerTestsThanUsual(ran: Int, usual: Int, least: Int)
  /// A run that has to prove as much as one that failed has no earlier run to be compared with.
  case nothingToCompare
  /// The history, and the list with it, cannot be read.
  case noHistory(reason: String)
  /// The list is older than it may be; nothing tells its age where it never changed.
  case oldList(updated: Timestamp?, maximumAge: Microseconds)
  /// A test failed, and is not excused.
  case failed(TestID, UnexcusedCause)
}

/// What people should see to although it is safe to go on, or beside why it is not.
public enum GateRemark: Sendable, Hashable {
  /// An excused test is past the date at which it was to be looked at again.
  case overdue(TestID, expired: Timestamp, owner: String?)
  /// The history never saw an excused test fail, so that nothing says whether it is a new way.
  case nothingRecorded(TestID)
  /// Tests passed only when they were run again.
  case retried(Int)
  /// The command succeeded, and no fresh report says what ran.
  case noFreshReport
  /// Files that were found are older than the command, and were left out.
  case oldReports(Int)
  /// Nothing says how many tests the job usually runs.
  case nothingToCompare
  /// The command succeeded with fewer tests than usual.
  case fewerTestsThanUsual(ran: Int, usual: Int)
}
