import ArgumentParser
import Formats
import Ingester
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
        let report = try readReport(at: file) { tally.add($0) }
        counts = counts + report.counts
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

/// The sizes of all values that were delivered: what is added up cannot be left out by an optimizer.
private final class Tally {
  private(set) var bytes = 0
  private(set) var microseconds: Int64 = 0

  func add(_ event: ReportEvent) {
    switch event {
    case .testCase(let testCase): add(testCase)
    case .retried(let retried):
      add(retried.id)
      if let first = retried.first { add(first) }
      for attempt in retried.laterAttempts { add(attempt) }
    case .ambiguous(let id): add(id)
    }
  }

  private func add(_ testCase: ReportedCase) {
    add(testCase.id)
    for attempt in testCase.attempts { add(attempt) }
    for property in testCase.properties {
      bytes &+= property.name.utf8.count &+ property.value.utf8.count
    }
    add(testCase.output)
    if testCase.line != nil { bytes &+= 1 }
  }

  private func add(_ id: TestID) {
    bytes &+= id.suite.utf8.count &+ id.classname.utf8.count
    bytes &+= id.name.utf8.count &+ id.file.utf8.count
  }

  private func add(_ attempt: Attempt) {
    if let duration = attempt.duration { microseconds &+= duration.count }
    add(attempt.message)
    add(attempt.type)
    add(attempt.details)
  }

  private func add(_ text: String?) {
    if let text { bytes &+= text.utf8.count }
  }
}
