import StatisticsCore

/// The names of one finding that are listed.
private let mostListed = 20

/// What is wrong, by kind; each kind is a text of its own.
func findings(of result: PlanVerification) -> [String] {
  [
    list(result.defects.map(words), under: "Reports that do not say all that ran:"),
    list(
      result.silentNodes.map { "node \($0)  \(plural(result.nodes[$0].names, "name"))" },
      under: "Nodes without a report:"
    ),
    missingNames(result),
    repeatedNames(result),
    list(
      result.misplaced.map {
        "node \($0.ran) in place of node \($0.planned)  \(terminalText($0.name))"
      },
      under: "Ran on another node than planned:"
    ),
    strayNames(result),
  ]
}

private func words(_ defective: DefectiveReport) -> String {
  let node = defective.node.map { "node \($0)  " } ?? ""
  let report = terminalText(defective.report)
  switch defective.defect {
  case .brokenOff: return "\(node)\(report) breaks off: what it lacks may have run"
  case .rejected(let reason): return "\(node)\(report) was rejected: \(terminalText(reason))"
  }
}

private func missingNames(_ result: PlanVerification) -> String {
  let text = list(
    result.missing.map { missing in
      let end = missing.isSkippedElsewhere ? " (skipped on other nodes)" : ""
      return "node \(missing.node)  \(terminalText(missing.name))\(end)"
    },
    under: "Planned, and in no report:"
  )
  return text.isEmpty
    ? "" : text + "  (a name that has no tests is in no report: --expect-empty NAME says so)\n"
}

private func repeatedNames(_ result: PlanVerification) -> String {
  let text = list(
    result.repeated.map { "\(words($0.places))  \(terminalText($0.name))" },
    under: "Ran more than once:"
  )
  let isUncertain = result.repeated.contains { repeated in
    repeated.places.contains { if case .report = $0 { true } else { false } }
  }
  return isUncertain
    ? text + "  (a node that is tried again may run a name again: say whose a report is, N=PATH)\n"
    : text
}

private func strayNames(_ result: PlanVerification) -> String {
  let text = list(
    result.strays.map { "\(words($0.places))  \(terminalText($0.name))" },
    under: "Ran, and not in the plan:"
  )
  let isOnFirst = result.strays.contains { $0.places == [.node(0)] }
  return isOnFirst
    ? text + "  (node 0 may take what is new: --catch-all says so, here as in `tests split`)\n"
    : text
}

private func words(_ places: [RunPlace]) -> String {
  if case .report(let name) = places.first, places.count == 1 {
    return "perhaps twice in \(terminalText(name))"
  }
  let words = places.map { place in
    switch place {
    case .node(let node): "node \(node)"
    case .report(let name): terminalText(name)
    }
  }
  guard words.count > 4 else { return joinedList(words) }
  return joinedList(words.prefix(3) + ["\(grouped(words.count - 3)) more"])
}

private func list(_ lines: [String], under title: String) -> String {
  guard !lines.isEmpty else { return "" }
  let shown = lines.prefix(mostListed).map { "  \($0)\n" }.joined()
  let more = lines.count - mostListed
  let rest = more > 0 ? "  and \(grouped(more)) more (--format json lists all)\n" : ""
  return "\(title)\n\(shown)\(rest)"
}

// MARK: What is no finding

/// What people should know beside the findings, a line each.
func remarks(on result: PlanVerification) -> String {
  var lines: [String] = []
  func add(_ names: [String], _ one: String, _ many: String) {
    guard !names.isEmpty else { return }
    let noun = names.count == 1 ? "1 name \(one)" : "\(grouped(names.count)) names \(many)"
    lines.append("\(noun): \(firstOf(names))\n")
  }
  add(result.caught.map(\.name), "is new and ran on node 0", "are new and ran on node 0")
  add(
    result.rerun,
    "ran again on its own node, as after a retry",
    "ran again on their own node, as after a retry"
  )
  add(result.skippedOnly, "was skipped as a whole", "were skipped as a whole")
  add(result.expectedEmpty, "has no tests, as expected", "have no tests, as expected")
  if result.copies > 0 {
    let copies = plural(result.copies, "report")
    lines.append(
      "\(copies) \(result.copies == 1 ? "is a copy" : "are copies") of another one of the same "
        + "node, and counted once\n"
    )
  }
  if let unplaced = result.unplaced {
    lines.append(
      "the node of \(plural(unplaced.reports.count, "report")) cannot be told: "
        + "\(firstOf(unplaced.reports)); N=PATH says which node ran what\n"
    )
  }
  return lines.joined()
}

/// The first names, and how many more there are.
private func firstOf(_ names: [String]) -> String {
  let shown = names.prefix(3).map(terminalText)
  let more = names.count - shown.count
  return more > 0 ? "\(shown.joined(separator: ", ")) and \(grouped(more)) more" : joinedList(shown)
}
