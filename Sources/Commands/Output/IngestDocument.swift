import Ingester
import Reporter
import TestModel

/// The JSON of `evenkeel ingest --json`; its keys are public interface.
struct IngestDocument: Encodable {
  struct Rejected: Encodable {
    var file: String
    var line: Int?
    var reason: String
  }

  let schemaVersion = 1
  let files, jobRuns, cases, passed, failed, errored, skipped, retried, duplicateFiles: Int
  let rejected: [Rejected]
  let seconds: Double

  init(_ summary: IngestSummary, elapsed: Duration) {
    files = summary.files
    jobRuns = summary.jobRuns
    cases = summary.counts.cases
    passed = summary.counts.passed
    failed = summary.counts.failed
    errored = summary.counts.errored
    skipped = summary.counts.skipped
    retried = summary.counts.retried
    duplicateFiles = summary.duplicateFiles
    rejected = summary.rejected.map { Rejected(file: $0.file, line: $0.line, reason: $0.reason) }
    seconds = elapsed.seconds
  }
}

/// What an ingest did, in one line.
func ingestSentence(_ summary: IngestSummary, elapsed: Duration) -> String {
  var parts = [
    "\(plural(summary.files, "report")) in \(plural(summary.jobRuns, "job run")), "
      + "\(plural(summary.counts.cases, "case")): \(grouped(summary.counts.passed)) passed, "
      + "\(grouped(summary.counts.failed)) failed, \(grouped(summary.counts.errored)) errored, "
      + "\(grouped(summary.counts.skipped)) skipped, \(grouped(summary.counts.retried)) retried"
  ]
  if summary.timings > 0 {
    parts.append("timings of \(plural(summary.timings, "item")), which are no runs")
  }
  if summary.duplicateFiles > 0 {
    parts.append("\(plural(summary.duplicateFiles, "report")) known before")
  }
  if summary.passedOver > 0 {
    parts.append("\(plural(summary.passedOver, "other file")) passed over")
  }
  if !summary.rejected.isEmpty {
    parts.append("\(plural(summary.rejected.count, "file")) rejected")
  }
  let time = humanDuration(Microseconds(seconds: elapsed.seconds) ?? .zero)
  return parts.joined(separator: "; ") + " (\(time))\n"
}

extension Duration {
  /// The duration in seconds, to the millisecond.
  var seconds: Double {
    let parts = components
    return Double(parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000) / 1000
  }
}
