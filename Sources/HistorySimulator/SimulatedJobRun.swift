public import TestModel

/// One run of a job on one node: what the manifest says of it and the executions in it.
public struct SimulatedJobRun: Sendable, Hashable {
  /// Whether the job run passed.
  public enum Status: String, Sendable, Hashable {
    /// No execution ended red.
    case passed
    /// An execution ended red, or the job died.
    case failed
  }

  /// What became of the report.
  public enum Report: String, Sendable, Hashable {
    /// It is whole.
    case complete
    /// The job died while it wrote the last execution.
    case truncated
    /// The job died before it wrote any.
    case missing
  }

  /// Its number in the history, from 1, in the order of the beginnings.
  public internal(set) var number: Int
  /// The repository, as `owner/name`.
  public let repository: String
  /// The branch pull requests are merged to.
  public let defaultBranch: String
  /// The workflow the job belongs to.
  public let workflow: String
  /// The pipeline the job run belongs to.
  public let pipeline: PlannedPipeline
  /// The name of the job.
  public let job: String
  /// The variant of the job.
  public let variant: String
  /// The node, from 1.
  public let nodeIndex: Int
  /// How many nodes share the job's tests.
  public let nodeTotal: Int
  /// The attempt, from 1; reruns at the same commit have the next number.
  public let attempt: Int
  /// When the job run began, after its time in the queue.
  public let startedAt: Timestamp
  /// How long it took, in milliseconds.
  public let durationMilliseconds: Int
  /// How long it waited for a runner, in milliseconds.
  public let queuedMilliseconds: Int
  /// Whether it passed.
  public let status: Status
  /// The machine it ran on.
  public let runner: String
  /// What became of the report.
  public let report: Report
  /// The executions in the order in which they ran; of a dead job those before its end.
  public let cases: [SimulatedCase]

  /// The executions that can be read from the report.
  public var reportedCases: ArraySlice<SimulatedCase> {
    switch report {
    case .complete: cases[...]
    case .truncated: cases.dropLast()
    case .missing: []
    }
  }

  /// The path of its report from the manifest; nothing when the job left none.
  public var reportPath: String? {
    guard report != .missing else { return nil }
    let digits = String(number)
    return "xml/" + String(repeating: "0", count: max(6 - digits.count, 0)) + digits + ".xml"
  }

  /// When it ended.
  var endedAt: Timestamp { startedAt.adding(seconds: durationMilliseconds / 1000) }
}
