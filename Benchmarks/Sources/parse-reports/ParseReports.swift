import ArgumentParser
import Formats
import Foundation
import TestModel

@main
struct ParseReports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse-reports",
    abstract: "Read reports, look at every value that comes out, and store nothing.",
    discussion: "Prints one line of JSON for each time that the reports were read."
  )

  @Argument(help: "The reports.") var files: [String]
  @Option(help: "How often to read them.") var `repeat` = 1

  func validate() throws {
    guard !files.isEmpty else { throw ValidationError("Name the reports to read.") }
  }

  func run() throws {
    for _ in 0..<`repeat` {
      let start = ContinuousClock.now
      let tally = Tally()
      var counts = CaseCounts()
      for file in files {
        counts = counts + (try parseReport(file, tally)).counts
      }
      let seconds = (ContinuousClock.now - start) / Duration.seconds(1)
      print(
        #"{"cases":\#(counts.cases),"failed":\#(counts.failed),"skipped":\#(counts.skipped),"#
          + #""bytes":\#(tally.bytes),"microseconds":\#(tally.microseconds),"#
          + #""seconds":\#(seconds)}"#
      )
    }
  }
}

/// Reads a report in pieces, as the ingest does.
private func parseReport(_ path: String, _ tally: Tally) throws -> ReportSummary {
  let file = try FileHandle(forReadingFrom: URL(filePath: path))
  defer { try? file.close() }
  let reader = try JUnitReader { tally.add($0) }
  let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 262_144)
  defer { buffer.deallocate() }
  while true {
    let count = read(file.fileDescriptor, buffer.baseAddress, buffer.count)
    guard count > 0 else { return try reader.finish() }
    try reader.read(UnsafeBufferPointer(rebasing: buffer[..<count]))
  }
}

/// The sizes of all values that were delivered: what is added up cannot be left out by an optimizer.
private final class Tally {
  private(set) var bytes = 0
  private(set) var microseconds: Int64 = 0

  func add(_ event: ReportEvent) {
    switch event {
    case .cases(let batch): for position in batch.indices { add(position, of: batch) }
    case .retried(let retried): for attempt in retried.otherAttempts { add(attempt) }
    case .ambiguous(let id, _): bytes &+= id.name.utf8.count
    case .timing(let timing): microseconds &+= timing.duration.count
    }
  }

  private func add(_ position: Int, of batch: CaseBatch) {
    batch.withIdentity(at: position) { suite, classname, file, name in
      for text in [suite, classname, file, name] {
        // A byte of each text is looked at, so that the text itself is what was delivered.
        bytes &+= text.count &+ Int(text.last ?? 0)
      }
    }
    bytes &+= batch.line(at: position) ?? 0
    guard let attempts = batch.tellingAttempts(at: position) else {
      microseconds &+= max(0, batch.firstDuration(at: position))
      return
    }
    for attempt in attempts { add(attempt) }
    for property in batch.properties(at: position) {
      bytes &+= property.name.utf8.count &+ property.value.utf8.count
    }
    add(batch.output(at: position))
  }

  private func add(_ attempt: Attempt) {
    if let duration = attempt.duration { microseconds &+= duration.count }
    for text in [attempt.message, attempt.type, attempt.details, attempt.output] { add(text) }
  }

  private func add(_ text: String?) {
    if let text { bytes &+= text.utf8.count }
  }
}
