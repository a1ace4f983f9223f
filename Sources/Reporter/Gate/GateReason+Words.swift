public import StatisticsCore
import TestModel

extension GateReason {
  /// The reason as one sentence, with names as they were reported.
  public var sentence: String {
    switch self {
    case .notStarted(let reason): "The command could not be started: \(reason)."
    case .killed(let signal): "The command was ended by \(signalName(signal))."
    case .stopped(let signal):
      "The run was told to stop by \(signalName(signal)); nobody knows what would have failed."
    case .unexplainedStatus(let status, let fault):
      "The command exited with \(status): \(fault.words)."
    case .noReportNamed:
      "No report says what failed; name the ones that the command writes with --junit."
    case .noFreshReport:
      "None of the reports that were named was written by this run; did the command stop before?"
    case .oldReport(let path): "\(path) is older than the command, and says nothing of this run."
    case .missingReport(let reason): sentenceOf(reason)
    case .truncatedReport(let path, let line):
      "\(place(path, line)) breaks off; what is absent from it did not pass."
    case .unreadableReport(let path, let line, let reason):
      "\(place(path, line)) cannot be used: \(reason)."
    case .noTests: "No test ran."
    case .fewerTestsThanDemanded(let ran, let demanded):
      "\(plural(ran, "test")) ran, and --expect-tests demands \(grouped(demanded))."
    case .fewerTestsThanUsual(let ran, let usual, let least):
      "\(plural(ran, "test")) ran, where \(grouped(usual)) are usual and \(grouped(least)) the least "
        + "by --min-share; was something left out?"
    case .nothingToCompare:
      "The history has no whole run of this job, so that nothing says how many tests there are; set "
        + "--expect-tests."
    case .noHistory(let reason): "Nothing can be excused: \(reason)."
    case .oldList(let updated, let maximumAge): oldListSentence(updated, maximumAge)
    case .failed(let test, let cause): "\(test.displayName) \(cause.words)."
    }
  }

  /// The word for the reason in JSON.
  public var kind: String {
    switch self {
    case .notStarted: "not_started"
    case .killed: "killed"
    case .stopped: "stopped"
    case .unexplainedStatus: "unexplained_status"
    case .noReportNamed: "no_report_named"
    case .noFreshReport: "no_fresh_report"
    case .oldReport: "old_report"
    case .missingReport: "missing_report"
    case .truncatedReport: "truncated_report"
    case .unreadableReport: "unreadable_report"
    case .noTests: "no_tests"
    case .fewerTestsThanDemanded: "fewer_tests_than_demanded"
    case .fewerTestsThanUsual: "fewer_tests_than_usual"
    case .nothingToCompare: "nothing_to_compare"
    case .noHistory: "no_history"
    case .oldList: "old_list"
    case .failed(_, let cause): cause.kind
    }
  }

  private func place(_ path: String, _ line: Int?) -> String {
    line.map { "\(path):\($0)" } ?? path
  }

  private func oldListSentence(_ updated: Timestamp?, _ maximumAge: Microseconds) -> String {
    let limit = age(maximumAge)
    guard let updated else {
      return "Nothing was ever decided about the quarantine list; run `evenkeel quarantine update`."
    }
    return
      "The quarantine list is of \(updated.isoDate), and may be \(limit) old by --max-age; run "
      + "`evenkeel quarantine update`."
  }
}

extension StatusFault {
  var words: String {
    switch self {
    case .noFailedTest: "no test failed that would explain it"
    case .ranOutOfTime: "it ran out of time, as `timeout` says"
    case .wrapperFailed: "a program that runs others, such as `env` or `docker run`, failed itself"
    case .couldNotRun: "a program was not found, or cannot be executed"
    case .signal(let signal): "a program that it ran was ended by \(signalName(signal))"
    case .runnerFailed(let runner): "\(runner.rawValue) means by it that it did not run properly"
    case .otherCount(let failures):
      "it counts the failed tests by it, and its reports have \(grouped(failures))"
    case .unknownMeaning: "no test runner is known to mean failed tests by it"
    }
  }
}

extension UnexcusedCause {
  var words: String {
    switch self {
    case .suiteError: "stands for a whole suite or file that failed, and is never excused"
    case .finding: "is a finding of a linter, and quarantine is for tests"
    case .ambiguous: "failed, and its name stands for several cases: nobody can tell which"
    case .unknown: "failed, and the history does not know it"
    case .notQuarantined: "failed, and is not in quarantine"
    case .knownBroken(let breakage):
      "failed, and was released as broken on \(breakage.at.isoDate): \(breakage.reason)"
    case .newWay(let signature):
      signature.isEmpty
        ? "is in quarantine, and failed in a new way: without a word"
        : "is in quarantine, and failed in a new way: \(signature)"
    case .failingSteadily(let streak):
      "is in quarantine, and failed the last \(grouped(streak.failures)) "
        + (streak.failures == 1 ? "time" : "times") + " on the default branch, too"
        + streak.improbability
    }
  }

  var kind: String {
    switch self {
    case .suiteError: "suite_error"
    case .finding: "finding"
    case .ambiguous: "ambiguous"
    case .unknown: "unknown_test"
    case .notQuarantined: "not_quarantined"
    case .knownBroken: "known_broken"
    case .newWay: "new_way"
    case .failingSteadily: "failing_steadily"
    }
  }
}

extension FailureStreak {
  /// Why it is taken for no flake.
  fileprivate var improbability: String {
    if let coincidence, probability >= FailureStreak.leastProbability {
      return ", in all of its jobs and variants: as flakes these have a probability of "
        + humanPercentage(coincidence)
    }
    return ": as a flake that has a probability of " + humanPercentage(probability)
  }
}

/// How old something may be: in days where they are whole.
private func age(_ span: Microseconds) -> String {
  let day: Int64 = 86_400_000_000
  return span.count >= day && span.count % day == 0
    ? plural(Int(span.count / day), "day") : humanDuration(span)
}

/// A fragment, mostly another error's own sentence, from a capital letter to its end.
private func sentenceOf(_ fragment: String) -> String {
  let end = fragment.hasSuffix("?") || fragment.hasSuffix(".") ? "" : "."
  return fragment.prefix(1).uppercased() + fragment.dropFirst() + end
}

/// A signal as people know it; the numbers of the usual ones are the same everywhere.
private func signalName(_ signal: Int32) -> String {
  let names: [Int32: String] = [
    1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 8: "SIGFPE", 9: "SIGKILL",
    11: "SIGSEGV", 13: "SIGPIPE", 15: "SIGTERM",
  ]
  return names[signal] ?? "signal \(signal)"
}
