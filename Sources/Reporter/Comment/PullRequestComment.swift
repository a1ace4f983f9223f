public import StatisticsCore
import TestModel

/// What a comment on a pull request is made of.
public struct PullRequestReport: Sendable {
  /// The commit at the head of the pull request.
  public var headCommit: String?
  /// The failed tests in their classes.
  public var failures: [ClassifiedFailure]
  /// The job runs that were looked at.
  public var jobRuns: Int
  /// The job runs whose reports break off or are missing.
  public var incompleteJobRuns: Int
  /// What the history says, for its window.
  public var assessment: FlakinessAssessment

  /// Creates a report.
  public init(
    headCommit: String?,
    failures: [ClassifiedFailure],
    jobRuns: Int,
    incompleteJobRuns: Int,
    assessment: FlakinessAssessment
  ) {
    self.headCommit = headCommit
    self.failures = failures
    self.jobRuns = jobRuns
    self.incompleteJobRuns = incompleteJobRuns
    self.assessment = assessment
  }

  /// Whether there is anything to say: a comment that says nothing is noise.
  public var isWorthSaying: Bool { !failures.isEmpty || incompleteJobRuns > 0 }
}

/// The comment as Markdown, with the hidden marker by which it is found again.
///
/// - Parameters:
///   - report: what is known; nothing is returned when it says nothing.
///   - key: tells several comments on one pull request apart.
public func pullRequestComment(_ report: PullRequestReport, key: String) -> String? {
  guard report.isWorthSaying else { return nil }
  var body = verdictLine(report) + "\n"
  for failureClass in FailureClass.allCases {
    let failures = report.failures.filter { $0.failureClass == failureClass }
    if !failures.isEmpty { body += "\n" + section(failureClass, failures) }
  }
  if report.incompleteJobRuns > 0 {
    body +=
      "\n**Incomplete.** \(plural(report.incompleteJobRuns, "job run")) of "
      + "\(grouped(report.jobRuns)) left no whole report: tests may be missing here.\n"
  }
  body += "\n" + footer(report)
  let head = safeToken(report.headCommit ?? "unknown")
  let digest = fingerprint(of: [body])
  return "<!-- evenkeel:v1 key=\(safeToken(key)) head=\(head) digest=\(digest) -->\n" + body
}

/// The tests of one class that are listed; the rest is counted.
private let mostListed = 20

private func verdictLine(_ report: PullRequestReport) -> String {
  let failures = report.failures
  guard !failures.isEmpty else { return "**No test failed, but the result is incomplete.**" }
  let yours = failures.count { $0.failureClass == .probablyYours || $0.failureClass == .newTest }
  let attention =
    switch yours {
    case 0 where failures.count == 1: "It does not point at this change."
    case 0: "None of them points at this change."
    case failures.count where yours == 1: "It probably needs your attention."
    case failures.count: "All of them probably need your attention."
    default: "\(grouped(yours)) probably \(yours == 1 ? "needs" : "need") your attention."
    }
  return "**\(plural(failures.count, "test")) failed. \(attention)**"
}

private func section(_ failureClass: FailureClass, _ failures: [ClassifiedFailure]) -> String {
  let lines = failures.prefix(mostListed).map { "- \(line($0))\n" }
  let more =
    failures.count > mostListed
    ? "- and \(grouped(failures.count - mostListed)) more\n" : ""
  return "\(title(failureClass))\n" + lines.joined() + more
}

private func title(_ failureClass: FailureClass) -> String {
  switch failureClass {
  case .probablyYours: "🔴 **Probably yours**: passes elsewhere, and is not known to be flaky"
  case .newTest: "🔴 **New test**: not yet run on the default branch"
  case .alsoFailingOnMain: "🟠 **Also failing on the default branch**"
  case .knownFlaky: "🟡 **Known flaky**: retry it"
  case .quarantined: "⚪ **Quarantined**: does not count"
  case .outage: "⚪ **Outage**: many tests failed at once, for a reason outside of the code"
  }
}

private func line(_ failure: ClassifiedFailure) -> String {
  var text = MarkdownText.code(failure.testID.displayName)
  let streams = failure.streams.map(\.name).filter { !$0.isEmpty }
  if !streams.isEmpty {
    text += " on \(streams.map { MarkdownText.prose($0) }.joined(separator: ", "))"
  }
  switch failure.failureClass {
  case .probablyYours, .newTest, .outage:
    if let test = failure.assessment, test.flakes > 0 {
      text += " (\(plural(test.flakes, "flake")) in \(plural(test.executions, "run")) before)"
    }
    if let message = failure.message { text += ": \(MarkdownText.code(message))" }
  case .alsoFailingOnMain:
    if let commit = shortCommit(failure.assessment?.sinceCommit) {
      text += ", since commit \(MarkdownText.code(commit))"
    }
  case .knownFlaky:
    if let test = failure.assessment {
      text +=
        ", fails \(phrase(for: test.rate)) of the time "
        + "(\(grouped(test.flakes)) flakes in \(plural(test.executions, "run")))"
      if let since = test.firstFlake { text += " since \(since.isoDate)" }
    }
  case .quarantined:
    if let entry = failure.quarantine {
      text += ", since \(entry.since.isoDate), owner \(MarkdownText.prose(entry.owner ?? "nobody"))"
      if let issue = entry.issue { text += ", \(MarkdownText.code(issue))" }
    }
  }
  return text
}

private func footer(_ report: PullRequestReport) -> String {
  let commit = report.headCommit.flatMap { shortCommit($0) }.map { " at \(MarkdownText.code($0))" }
  return "<sub>\(plural(report.jobRuns, "job run"))\(commit ?? ""); history: "
    + "\(plural(report.assessment.jobRuns, "job run")) since "
    + "\(report.assessment.from.isoDate).</sub>\n"
}

/// A value of the marker: letters, digits and a few marks, so that nothing can end the comment.
private func safeToken(_ text: String) -> String {
  String(text.prefix(64).map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
}
