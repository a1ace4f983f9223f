/// What an exit status other than 0 means for the tests.
public enum StatusFault: Sendable, Hashable {
  /// No test failed that could be its reason.
  case noFailedTest
  /// The command, or one that it ran, took longer than it was given: `timeout`'s 124.
  case ranOutOfTime
  /// A program that runs another one failed itself: 125 of `env`, `timeout`, `docker run`, `xargs`.
  case wrapperFailed
  /// A program was not found or could not be executed: 126 and 127.
  case couldNotRun
  /// A program that the command ran was ended by a signal: 128 and the signal's number.
  case signal(Int32)
  /// The runner says that its run was none: it was interrupted, misused, or broke.
  case runnerFailed(GateRunner)
  /// The runner counts its failed tests by it, and the reports have another number.
  case otherCount(failures: Int)
  /// No runner is known to mean failed tests by it.
  case unknownMeaning
}

/// Decides whether failed tests explain an exit status.
///
/// Nearly all runners and build tools say 1 to 123 for failed tests, with meanings that a wrapper such
/// as make or npm changes. From 124 on POSIX shells and their tools have meanings of their own.
///
/// - Parameters:
///   - status: the status, not 0.
///   - failures: the tests that failed in the fresh reports.
///   - runner: the runner, where the command is one.
/// - Returns: what is wrong; none where the failed tests explain the status.
public func fault(ofStatus status: Int32, failures: Int, runner: GateRunner?) -> StatusFault? {
  guard failures > 0 else { return meaning(ofStatus: status, runner: runner) ?? .noFailedTest }
  if let fault = meaning(ofStatus: status, runner: runner) { return fault }
  if runner == .robot {
    return Int(status) == min(failures, 250) ? nil : .otherCount(failures: failures)
  }
  // Mocha, Cypress, NUnit and others exit with the number of failed tests; Boost.Test with 201.
  return status <= 123 || status == 201 || Int(status) == failures ? nil : .unknownMeaning
}

/// What a status says that is about no test.
private func meaning(ofStatus status: Int32, runner: GateRunner?) -> StatusFault? {
  switch runner {
  case .pytest where (2...5).contains(status): return .runnerFailed(.pytest)
  case .robot: return status > 250 ? .runnerFailed(.robot) : nil
  case .nextest where status < 124 && status != 100: return .runnerFailed(.nextest)
  default: break
  }
  switch status {
  case 124: return .ranOutOfTime
  case 125: return .wrapperFailed
  case 126, 127: return .couldNotRun
  case 129...192: return .signal(status - 128)
  default: return nil
  }
}
