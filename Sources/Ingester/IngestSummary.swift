public import Storage
public import TestModel

/// What an ingest did.
public struct IngestSummary: Sendable, Hashable {
  /// Reports that went in.
  public var files = 0
  /// Job runs that are new in the history.
  public var jobRuns = 0
  /// The cases that went in.
  public var counts = CaseCounts()
  /// Reports that were in the history already.
  public var duplicateFiles = 0
  /// Files that were found in folders and archives and are no reports.
  public var passedOver = 0
  /// Cases that another report of the same run had told already.
  public var repeatedCases = 0
  /// The items of which timings went in that are no runs.
  public var timings = 0
  /// Old tests that go on under new names.
  public var renames: [FileRename] = []
  /// Files that could not be used.
  public var rejected: [RejectedFile] = []
  /// Files of which only a part could be used, and other remarks on files.
  public var notes: [FileNote] = []
  /// Whether a file broke off: what came before the break is kept.
  public var hasSalvagedFiles = false

  /// Creates the summary of nothing.
  public init() {}
}

/// A file that could not be used.
public struct RejectedFile: Sendable, Hashable {
  /// The file.
  public var file: String
  /// The line where it could not be read on, from 1.
  public var line: Int?
  /// Why, as the end of a sentence.
  public var reason: String

  /// Creates a rejection.
  public init(file: String, line: Int?, reason: String) {
    self.file = file
    self.line = line
    self.reason = reason
  }
}

/// A remark on a file that went in.
public struct FileNote: Sendable, Hashable {
  /// The file.
  public var file: String
  /// The remark.
  public var note: ReportNote

  /// Creates a remark.
  public init(file: String, note: ReportNote) {
    self.file = file
    self.note = note
  }
}

extension IngestSummary {
  /// Adds what became of the reports of a job run.
  mutating func add(_ found: IngestSummary) {
    files += found.files
    duplicateFiles += found.duplicateFiles
    passedOver += found.passedOver
    timings += found.timings
    rejected += found.rejected
    notes += found.notes
    hasSalvagedFiles = hasSalvagedFiles || found.hasSalvagedFiles
  }
}
