public import StatisticsCore
import TestModel

/// The tests as comma-separated values; times in seconds, rates and probabilities from 0 to 1.
public func flakyCSV(tests listed: [TestAssessment]) -> String {
  let reasons = DiscountedFailure.Reason.allCases
  let head =
    [
      "id", "repo", "suite", "classname", "name", "file", "verdict", "probability", "flake_rate",
      "flake_rate_low", "flake_rate_high", "executions", "failures", "flakes", "first_flake",
      "last_flake", "since_commit", "lost_seconds", "since_after", "since_up_to",
      "past_probability", "log10_e_value", "clean_streak", "runs_to_decide",
      "qualifies_for_quarantine", "blocked_pipelines", "owners", "cause", "cause_strength",
      "cause_detail",
    ] + reasons.map { "discounted_\($0.rawValue)" } + ["explanation"]
  let lines = listed.map { test in
    CSVText.line(
      identity(test) + figures(test) + details(test)
        + reasons.map { reason in "\(test.discounted.count { $0.reason == reason })" }
        + [VerdictExplanation(test).summary]
    )
  }
  return CSVText.line(head) + lines.joined()
}

private func identity(_ test: TestAssessment) -> [String] {
  let id = test.test.testID
  return [test.test.stableID, test.test.repo, id.suite, id.classname, id.name, id.file]
}

private func figures(_ test: TestAssessment) -> [String] {
  [
    test.verdict.rawValue,
    "\(test.probability.rounded(places: 4))",
    "\(test.rate.estimate.rounded(places: 5))",
    "\(test.rate.low.rounded(places: 5))",
    "\(test.rate.high.rounded(places: 5))",
    "\(test.executions)", "\(test.failures)", "\(test.flakes)",
    test.firstFlake?.iso8601 ?? "", test.lastFlake?.iso8601 ?? "", test.sinceCommit ?? "",
    "\(test.lostTime.seconds.rounded(places: 3))",
  ]
}

private func details(_ test: TestAssessment) -> [String] {
  let cause = test.causes.first
  return [
    test.sinceRange?.after ?? "", test.sinceRange?.upTo ?? "",
    "\(test.pastProbability.rounded(places: 4))",
    "\(test.logEvidence.rounded(places: 3))",
    "\(test.cleanStreak)", test.runsToDecide.map { "\($0)" } ?? "",
    "\(test.qualifiesForQuarantine)", "\(test.blockedPipelines)",
    test.owners.joined(separator: " "),
    cause?.kind.rawValue ?? "", cause.map { "\($0.strength.rounded(places: 4))" } ?? "",
    cause?.detail ?? "",
  ]
}
