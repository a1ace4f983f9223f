import HistorySimulator
import StatisticsCore
import TestModel

/// A test that failed in the end in one job run, after the job's own retries, and why it really did.
struct FailedCase: Sendable, Hashable {
  /// Why a test failed.
  enum Truth: Sendable, Hashable {
    /// It fails now and then, or by the order of tests.
    case flake
    /// The default branch is broken: by a regression of this index or, where it is none, on a variant.
    case defaultBranch(regression: Int?)
    /// The pull request breaks it.
    case pullRequest
    /// An outage.
    case outage
  }

  /// The index of the test in the truth.
  var test: Int
  var truth: Truth
  /// The signatures of its failed attempts, each once.
  var signatures: [String]
  /// Whether the words of all of them name a cause outside of the code.
  var namesCause: Bool
}

/// A job run that was red, and what failed in it.
struct RedRun: Sendable, Hashable {
  /// The position of the job run in the history.
  var position: Int
  var failed: [FailedCase]
  /// Whether its report is whole: a job that died is red whatever failed.
  var isWhole: Bool

  /// Whether it was green if no test were flaky.
  var isRedByFlakes: Bool {
    isWhole && !failed.isEmpty && failed.allSatisfy { $0.truth == .flake }
  }

  init(_ run: SimulatedJobRun, at position: Int, of recorded: RecordedSimulation) {
    self.position = position
    isWhole = run.report == .complete
    failed = run.reportedCases.filter(\.isRed).map { testCase in
      FailedCase(
        test: testCase.test,
        truth: FailedCase.Truth(testCase.failedAttempts.map(\.cause)),
        signatures: testCase.failedAttempts.reduce(into: []) { known, attempt in
          let signature = recorded.signature(of: attempt)
          if !known.contains(signature) { known.append(signature) }
        },
        namesCause: recorded.tellsWhy
          && testCase.failedAttempts.allSatisfy { namesOutsideCause($0.type + ": " + $0.message) }
      )
    }
  }
}

extension FailedCase.Truth {
  /// What failed in all attempts of a case: a retry that fails for another reason than the first
  /// attempt counts as the one that is no flake.
  fileprivate init(_ causes: [FailureCause]) {
    self = .flake
    for cause in causes {
      switch cause {
      case .pullRequest: self = .pullRequest
      case .regression(let index) where self != .pullRequest:
        self = .defaultBranch(regression: index)
      case .variant where self != .pullRequest: self = .defaultBranch(regression: nil)
      case .outage where self == .flake: self = .outage
      default: break
      }
    }
  }
}
