import StatisticsCore
import TestModel

/// Puts a comment together: the answer first, then what needs attention, then the rest.
struct CommentText {
  let report: PullRequestReport
  let dialect: CommentDialect
  let detail: CommentDetail

  /// The tests of a class that does not need attention which are seen at once.
  private static let mostUnfolded = 3

  /// The whole text.
  var body: String { report.isAllClear ? content : content + "\n" + footer }

  /// The text without its last line, whose figures grow with the history.
  var content: String {
    if report.isAllClear { return allClear }
    var parts = [verdict]
    for failureClass in FailureClass.allCases {
      let failures = report.failures.filter { $0.failureClass == failureClass }
      if !failures.isEmpty { parts.append(section(failureClass, failures)) }
    }
    parts += [newFlakes, advice, lostTests, incomplete].compactMap { $0 }
    return parts.joined(separator: "\n")
  }

  // MARK: The answer

  private var allClear: String {
    let commit = shortCommit(report.headCommit).map { " at \(code($0))" } ?? ""
    return "**All clear:** no test failed in \(plural(report.jobRuns, "job run"))\(commit).\n"
  }

  private var verdict: String { "**\(headline)**\n" }

  /// The answer in one line of plain text.
  var headline: String {
    let failures = report.failures.count
    guard failures > 0 else { return "No test failed\(but)." }
    let yours = report.failures.count { $0.failureClass.pointsAtChange }
    let attention =
      switch yours {
      case 0 where failures == 1: "It does not point at this change."
      case 0: "None of them points at this change."
      case failures where yours == 1: "It probably needs your attention."
      case failures: "All of them probably need your attention."
      default: "\(grouped(yours)) probably \(yours == 1 ? "needs" : "need") your attention."
      }
    let rest = report.isIncomplete ? " The result is incomplete." : ""
    return "\(plural(failures, "test")) failed. \(attention)\(rest)"
  }

  private var but: String {
    var parts: [String] = []
    if report.isIncomplete { parts.append("the result is incomplete") }
    if !report.newFlakes.isEmpty {
      parts.append("this change makes \(plural(report.newFlakes.count, "test")) flaky")
    }
    if !report.lostTests.isEmpty {
      parts.append("\(plural(report.lostTests.count, "test")) of the default branch did not run")
    }
    return parts.isEmpty ? "" : ", but " + joinedList(parts)
  }

  // MARK: Failures

  private func section(_ failureClass: FailureClass, _ failures: [ClassifiedFailure]) -> String {
    let title = "\(mark(failureClass)) **\(failureClass.name)** (\(grouped(failures.count)))"
    let line = CommentLine(detail: detail)
    return "\(title): \(failureClass.meaning)\n"
      + list(failures, foldable: !failureClass.pointsAtChange) { line.text($0) }
  }

  private func mark(_ failureClass: FailureClass) -> String {
    switch failureClass {
    case .probablyYours, .newTest: "🔴"
    case .knownFlaky: "🟡"
    case .alsoFailingOnMain: "🟠"
    case .quarantined, .outage: "⚪"
    }
  }

  /// Items as a list, of which the last line says how many there are more; long lists that need no
  /// attention are folded where the host can do that.
  private func list<Item>(
    _ items: [Item],
    foldable: Bool,
    line: (Item) -> String
  ) -> String {
    let isLong = items.count > Self.mostUnfolded
    let isFolded = foldable && isLong && dialect.hasHTML && detail.folded > 0
    let most =
      isFolded ? detail.folded : foldable ? min(detail.listed, Self.mostUnfolded) : detail.listed
    guard most > 0 else { return "" }
    var text = items.prefix(most).map { "- \(line($0))\n" }.joined()
    if items.count > most { text += "- and \(grouped(items.count - most)) more\n" }
    guard isFolded else { return text }
    return "<details><summary>\(plural(items.count, "test"))</summary>\n\n\(text)\n</details>\n"
  }

  // MARK: Beside the failures

  private var newFlakes: String? {
    guard !report.newFlakes.isEmpty else { return nil }
    func line(_ flake: IntroducedFlake) -> String {
      "\(code(flake.testID.displayName)): passed \(plural(flake.passes, "time")) and failed "
        + "\(plural(flake.failures, "time")) on the same commit\(places(flake.streams)); "
        + (flake.isNew ? "the test is new" : "its file is changed here")
    }
    return "⚠️ **New flake** (\(grouped(report.newFlakes.count))): "
      + "mend it before it is merged, or everybody has it\n"
      + list(report.newFlakes, foldable: false, line: line)
  }

  private var advice: String? {
    switch retryAdvice(report.failures) {
    case .notNeeded: return nil
    case .retry(let passes, let isOutage):
      let chance =
        passes < 1
        ? " What is flaky passes then with a probability of \(humanPercentage(passes))." : ""
      return "**Retry the failed jobs\(isOutage ? " when the outage is over" : "").**\(chance)\n"
    case .mendFirst(let flaky):
      return flaky == 0
        ? nil : "**A retry alone does not help:** mend what is probably yours first.\n"
    case .waitForDefaultBranch:
      return "**A retry does not help** until the default branch is mended.\n"
    }
  }

  private var lostTests: String? {
    guard !report.lostTests.isEmpty else { return nil }
    let kinds = RosterChange.Kind.allCases.map { kind in
      report.lostTests.filter { $0.change.kind == kind }
    }
    let title = [
      kinds[0].isEmpty ? nil : "\(grouped(kinds[0].count)) newly skipped",
      kinds[1].isEmpty ? nil : "\(grouped(kinds[1].count)) deleted",
    ].compactMap { $0 }
    func line(_ lost: PullRequestReport.LostTest) -> String {
      "\(lost.change.kind == .deleted ? "deleted" : "skipped"): "
        + code(lost.testID.displayName) + places(lost.change.streams)
    }
    return "**Tests of the default branch that did not run here:** \(joinedList(title))\n"
      + list(report.lostTests, foldable: true, line: line)
  }

  private var incomplete: String? {
    guard report.isIncomplete else { return nil }
    var parts: [String] = []
    if report.missingJobRuns > 0 {
      let expected = report.jobRuns + report.missingJobRuns
      parts.append(
        "\(grouped(report.missingJobRuns)) of \(grouped(expected)) job runs told nothing"
      )
    }
    if report.incompleteJobRuns > 0 {
      parts.append(
        "\(grouped(report.incompleteJobRuns)) of \(plural(report.jobRuns, "job run")) left no whole "
          + "report"
      )
    }
    return "**Incomplete:** \(joinedList(parts)); tests may be missing here.\n"
  }

  private var footer: String {
    let commit = shortCommit(report.headCommit).map { " at \(code($0))" } ?? ""
    let text =
      "\(plural(report.jobRuns, "job run"))\(commit); history: "
      + "\(plural(report.assessment.jobRuns, "job run")) since \(report.assessment.from.isoDate)."
    return dialect.hasHTML ? "<sub>\(text)</sub>\n" : "\(text)\n"
  }

  private func places(_ streams: [JobVariant]) -> String {
    CommentLine(detail: detail).places(streams)
  }

  private func code(_ text: String) -> String { MarkdownText.codeInText(text) }
}
