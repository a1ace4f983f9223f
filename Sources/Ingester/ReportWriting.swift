import Formats
import Storage
import TestModel

/// Writes what was read of the reports of one job run.
struct ReportWriting {
  /// A report turned out to be unusable while it was written.
  private struct Rejection: Error {
    var file: RejectedFile
  }

  let writer: RunWriter
  let jobRun: JobRun
  let now: Timestamp
  private var held = HeldAttempts()

  init(writer: RunWriter, jobRun: JobRun, now: Timestamp) {
    self.writer = writer
    self.jobRun = jobRun
    self.now = now
  }

  /// Writes the report that a message begins.
  ///
  /// - Parameters:
  ///   - first: the message.
  ///   - next: receives the messages after it.
  ///   - found: receives what became of the report.
  mutating func write(
    _ first: ReportMessage,
    next: () -> ReportMessage,
    into found: inout IngestSummary
  ) throws {
    switch first {
    case .known: found.duplicateFiles += 1
    case .rejected(let file): found.rejected.append(file)
    case .begin(let path, let digest, true):
      held.add(path: path, digest: digest, next: next)
      if held.isFull { try writeHeld(into: &found) }
    case .begin(let path, let digest, false):
      try write(path, digest: digest, repeatsAreAttempts: false, next: next, into: &found)
    case .passedOver: found.passedOver += 1
    case .event, .end, .endOfFile: break
    }
  }

  /// Writes the reports that were held, which hold an attempt each, in the order in which those began.
  mutating func writeHeld(into found: inout IngestSummary) throws {
    for report in held.takeInOrder() {
      var rest = report.messages.makeIterator()
      try write(
        report.path,
        digest: report.digest,
        repeatsAreAttempts: report.isOfKnownCase,
        next: { rest.next() ?? .endOfFile },
        into: &found
      )
    }
  }

  private func write(
    _ path: String,
    digest: String,
    repeatsAreAttempts: Bool,
    next: () -> ReportMessage,
    into found: inout IngestSummary
  ) throws {
    guard try !writer.isKnown(digest: digest) else {
      drop(next)
      found.duplicateFiles += 1
      return
    }
    do {
      var timings = 0
      let summary = try writer.report(path: path, repeatsAreAttempts: repeatsAreAttempts) {
        (digest, try writeEvents(next, timings: &timings))
      }
      found.files += 1
      found.timings += timings
      found.notes += summary.notes.map { FileNote(file: path, note: $0) }
      if summary.isTruncated { found.hasSalvagedFiles = true }
      if jobRun.startedAt == nil, let start = summary.startedAt, start < now.adding(days: 1) {
        try writer.began(at: start)
      }
      if jobRun.runner == nil, let machine = summary.hostname { try writer.ran(on: machine) }
    } catch let rejection as Rejection {
      found.rejected.append(rejection.file)
    }
  }

  private func writeEvents(
    _ next: () -> ReportMessage,
    timings count: inout Int
  ) throws -> ReportSummary {
    var timings: [TimingKey: Microseconds] = [:]
    while true {
      switch next() {
      case .event(.timing(let timing)):
        timings[TimingKey(timing), default: .zero] += timing.duration
      case .event(let event): try write(event)
      case .end(let summary):
        try write(timings)
        count = timings.count
        return summary
      case .rejected(let file): throw Rejection(file: file)
      case .begin, .known, .passedOver, .endOfFile: break
      }
    }
  }

  private func write(_ event: ReportEvent) throws {
    switch event {
    case .cases(let batch): try writer.add(batch)
    case .retried(let retried): try writer.add(retried)
    case .ambiguous(_, let hash): try writer.markAmbiguous(identityHash: hash)
    case .timing: break
    }
  }

  /// What is timed: several times of it in one report add up.
  private struct TimingKey: Hashable {
    var kind: ReportedTiming.Kind
    var item: String

    init(_ timing: ReportedTiming) {
      kind = timing.kind
      item = timing.item
    }
  }

  private func write(_ timings: [TimingKey: Microseconds]) throws {
    for (key, duration) in timings {
      try writer.add(
        ReportedTiming(kind: key.kind, item: key.item, duration: duration),
        repo: jobRun.repo ?? "",
        at: jobRun.startedAt ?? now
      )
    }
  }

  private func drop(_ next: () -> ReportMessage) {
    while true {
      switch next() {
      case .end, .rejected: return
      case .begin, .event, .known, .passedOver, .endOfFile: continue
      }
    }
  }
}
