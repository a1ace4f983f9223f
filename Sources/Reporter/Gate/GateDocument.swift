public import StatisticsCore
import TestModel

/// The JSON of a gate's decision; its keys are public interface.
///
/// What is not known is left out.
public struct GateDocument: Encodable, Sendable {
  struct Command: Encodable {
    var end: String
    var status: Int32
    var signal: Int32?
  }
  struct Tests: Encodable {
    var ran, failed, excused, retried: Int
    var usual: Int?
  }
  struct Report: Encodable {
    var path, state: String
    var ran, line: Int?
    var reason: String?
  }
  struct Statement: Encodable {
    var kind, sentence: String
  }
  struct Failure: Encodable {
    var id: String?
    var suite, classname, name, file: String
    var isExcused: Bool
    /// Why it is not excused.
    var cause: String?
    var signatures: [String]
    var quarantine: QuarantineDocument.Entry?
  }

  let schemaVersion = 1
  let asOf: String
  let isSafe: Bool
  let status: Int32
  let command: Command?
  let tests: Tests
  let reports: [Report]
  let reasons: [Statement]
  let failures: [Failure]
  let remarks: [Statement]

  /// Writes a decision down.
  ///
  /// - Parameter status: the exit status of the gate.
  public init(_ judgment: GateJudgment, of run: GateCase, status: Int32) {
    asOf = run.asOf.iso8601
    isSafe = judgment.isSafe
    self.status = status
    command = run.command.map(Command.init)
    tests = Tests(
      ran: run.ran,
      failed: run.failures.count,
      excused: judgment.excused.count,
      retried: run.retried,
      usual: run.expectations.usualTests
    )
    reports = run.reports.map(Report.init)
    reasons = judgment.reasons.map { Statement(kind: $0.kind, sentence: $0.sentence) }
    failures = run.failures.map { Failure($0, asOf: run.asOf) }
    remarks = judgment.remarks.map { Statement(kind: $0.kind, sentence: $0.sentence) }
  }
}

extension GateDocument.Command {
  init(_ command: GatedCommand) {
    status = command.status
    switch command {
    case .exited: end = "exited"
    case .notStarted: end = "not_started"
    case .killed(let signal): (end, self.signal) = ("killed", signal)
    case .stopped(let signal, _): (end, self.signal) = ("stopped", signal)
    }
  }
}

extension GateDocument.Report {
  init(_ report: GateReport) {
    path = report.path
    switch report.state {
    case .whole(let ran): (state, self.ran) = ("whole", ran)
    case .truncated(let ran, let line): (state, self.ran, self.line) = ("truncated", ran, line)
    case .unreadable(let reason, let line):
      (state, self.reason, self.line) = ("unreadable", reason, line)
    case .old: state = "old"
    case .missing(let reason): (state, self.reason) = ("missing", reason)
    }
  }
}

extension GateDocument.Failure {
  init(_ failure: GateFailure, asOf: Timestamp) {
    id = failure.entry?.test.stableID
    suite = failure.testID.suite
    classname = failure.testID.classname
    name = failure.testID.name
    file = failure.testID.file
    cause = failure.unexcusedCause?.kind
    isExcused = cause == nil
    signatures = failure.signatures
    quarantine = failure.entry.map { QuarantineDocument.Entry($0, asOf: asOf) }
  }
}
