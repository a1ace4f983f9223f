import TestModel

/// What was found in the reports of each producer, as a table for people.
struct ProducerTable {
  private struct Row {
    var files = 0
    var cases = 0
    var retried = 0
    var withFile = 0
    var outputs = 0
  }

  private var rows: [String: Row] = [:]

  /// Adds a report; none where it was refused.
  mutating func add(_ report: ReadReport?) {
    var row = rows[report?.summary.producer ?? "(refused)"] ?? Row()
    row.files += 1
    for testCase in report?.cases ?? [] {
      row.cases += 1
      if testCase.attempts.count > 1 { row.retried += 1 }
      if !testCase.id.file.isEmpty { row.withFile += 1 }
      if testCase.output != nil || testCase.attempts.contains(where: { $0.output != nil }) {
        row.outputs += 1
      }
    }
    rows[report?.summary.producer ?? "(refused)"] = row
  }

  /// The table in Markdown, by name.
  var markdown: String {
    let head = """
      | producer | files | cases | retried | with a file | with output | what the report does not tell |
      |---|---:|---:|---:|---:|---:|---|
      """
    let body = rows.sorted { $0.key.lowercased() < $1.key.lowercased() }.map { name, row in
      let loss = ProducerTable.losses[name] ?? ""
      return "| \(name) | \(row.files) | \(row.cases) | \(row.retried) | \(row.withFile) "
        + "| \(row.outputs) | \(loss) |"
    }
    return ([head] + body).joined(separator: "\n")
  }

  /// What a producer leaves out of its reports, and what is therefore lost.
  static let losses = [
    "Bazel": "attempts and flakiness (only in the event stream); cases of a shell test",
    "bats": "messages of failed attempts",
    "CTest": "attempts of --repeat; the file",
    "Cypress": "attempts before the last",
    "doctest": "which way through its subcases an entry of a repeated name took",
    "go-junit-report": "the file; the order of subtests that ran in parallel",
    "gotestsum": "the file; the order of attempts",
    "Gradle": "the file",
    "Jest": "attempts before the last; that a todo is no pass; the file where it is not configured",
    "Maven Surefire": "the file; times of failed attempts",
    "meson": "that a test timed out",
    "Mocha": "attempts before the last",
    "node --test": "the file before node 22",
    "Playwright": "attempts, where includeRetries is off",
    "pytest":
      "messages of rerun attempts; the error of a teardown after a failure; the file (xunit2)",
    "RSpec": "attempts before the last; shared examples of one name are told apart by order alone",
    "swift test": "XCTest: skips and messages; Swift Testing: which arguments failed; the file",
    "TAP::Formatter::JUnit": "skips and todos",
    "Vitest": "attempts before the last",
  ]
}
