import StatisticsCore
public import TestModel

/// What an update of the quarantine does: a line a transition, and one with its evidence.
public func transitionLines(_ transitions: [QuarantineTransition]) -> String {
  guard !transitions.isEmpty else { return "Nothing changes.\n" }
  return transitions.map { transition in
    let word = transition.kind.word
    let gap = String(repeating: " ", count: max(0, 9 - word.count))
    let name = MarkdownText.oneLine(transition.entry.test.testID.displayName)
    let line = "\(word)\(gap)  \(name): \(MarkdownText.oneLine(transition.reason))\n"
    return line + (evidence(transition).map { "           \($0)\n" } ?? "")
  }
  .joined()
}

/// The evidence of what enters or may.
private func evidence(_ transition: QuarantineTransition) -> String? {
  let entry = transition.entry
  guard [.entered, .reflaked, .candidate].contains(transition.kind),
    let probability = entry.probability, let rate = entry.flakeRate
  else { return nil }
  var parts = ["flaky with probability \(humanProbability(probability))"]
  var share = "\(humanPercentage(rate)) of first attempts fail"
  if let low = entry.flakeRateLow, let high = entry.flakeRateHigh {
    share += " (\(humanPercentage(low)) to \(humanPercentage(high)))"
  }
  parts.append(share)
  if let last = entry.lastFlake { parts.append("the last on \(last.isoDate)") }
  if let owner = entry.owner { parts.append("owned by \(MarkdownText.oneLine(owner))") }
  return parts.joined(separator: "; ")
}

extension QuarantineTransition.Kind {
  fileprivate var word: String {
    switch self {
    case .candidate: "candidate"
    case .cleared: "cleared"
    case .lifted: "lifted"
    case .entered: "enters"
    case .reflaked: "re-flaked"
    case .changed: "changed"
    case .overdue: "overdue"
    case .escalated: "escalated"
    case .probation: "probation"
    case .released: "released"
    case .fixed: "fixed"
    case .broken: "broken"
    case .removed: "removed"
    case .held: "held"
    }
  }
}
