public import StatisticsCore
import TestModel

/// How many lines of each kind one screen has room for.
private let longestList = 8

/// What a gate decided, on one screen: why it is not safe, what was excused and why, and what needs
/// attention.
///
/// Names come from strangers' reports: nothing is left of them that a terminal would obey.
public func gateScreen(_ judgment: GateJudgment, of run: GateCase) -> String {
  let sections = [
    wrapped(gateHeadline(judgment, of: run)),
    list("Why it is not safe:", judgment.reasons.map(\.sentence)),
    list("Excused:", judgment.excused.map(excuse)),
    list("Needs attention:", judgment.remarks.map(\.sentence)),
  ]
  return sections.filter { !$0.isEmpty }.joined(separator: "\n")
}

/// The decision in one or two sentences.
func gateHeadline(_ judgment: GateJudgment, of run: GateCase) -> String {
  let decision = judgment.isSafe ? "Safe: " : "Not safe: "
  return decision
    + [commandPart(run), testsPart(judgment, run)].compactMap { $0 }
    .joined(separator: "; ") + "."
}

private func commandPart(_ run: GateCase) -> String? {
  switch run.command {
  case nil: nil
  case .exited(0): "the command succeeded"
  case .exited(let status): "the command exited with \(status)"
  case .killed, .stopped, .notStarted: "the command did not run to its end"
  }
}

private func testsPart(_ judgment: GateJudgment, _ run: GateCase) -> String {
  let fresh = run.reports.count(where: \.isFresh)
  guard fresh > 0 else { return "no fresh report" }
  let failed = run.failures.count
  let excused = judgment.excused.count
  let ran = "\(plural(run.ran, "test")) ran in \(plural(fresh, "report"))"
  switch (failed, excused) {
  case (0, _): return "\(ran), none failed"
  case (_, failed):
    return "\(ran), \(grouped(failed)) failed and \(failed == 1 ? "is" : "are all") excused"
  case (_, 0): return "\(ran), \(grouped(failed)) failed"
  default: return "\(ran), \(grouped(failed)) failed, \(grouped(excused)) of them excused"
  }
}

/// An excused failure with what people need to know of it.
private func excuse(_ failure: GateFailure) -> String {
  guard let entry = failure.entry else {
    return "\(failure.testID.displayName): the runner excused it by a rule of its own."
  }
  let rate = entry.flakeRate.map { "fails \(humanPercentage($0)) of the time" }
  let parts = [
    "in quarantine since \(entry.since.isoDate)", rate, entry.owner.map { "owner \($0)" },
    entry.issue, "reason: \(entry.reason)",
  ]
  return "\(failure.testID.displayName): \(parts.compactMap { $0 }.joined(separator: ", "))."
}

private func list(_ title: String, _ sentences: [String]) -> String {
  guard !sentences.isEmpty else { return "" }
  let shown = sentences.prefix(longestList).map { sentence in
    // The first line begins with the mark, the others stand under its text.
    "  - " + wrapped(sentence, indent: 4).dropFirst(4)
  }
  let rest = sentences.count - shown.count
  let end = rest > 0 ? "  … and \(grouped(rest)) more; --json lists all.\n" : ""
  return title + "\n" + shown.joined() + end
}
