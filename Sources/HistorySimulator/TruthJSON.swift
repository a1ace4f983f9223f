/// The truth of a history as JSON, one test or event a line, the keys in a fixed order.
public func truthJSON(of history: SimulatedHistory) -> String {
  let facts = TruthFacts(history)
  let head: [(String, JSONValue)] = [
    ("seed", .number(String(history.seed))),
    ("preset", .string(history.settings.name)),
    ("settings", facts.settings),
    ("totals", facts.totals),
  ]
  var lists: [(String, [JSONValue])] = [
    ("tests", facts.tests),
    ("incidents", facts.incidents),
    ("regressions", facts.regressions),
    ("pull_request_breakages", facts.pullRequestBreakages),
    ("renames", facts.renames),
  ]
  if !history.truth.clusters.isEmpty { lists.append(("clusters", facts.clusters)) }
  let members =
    head.map { "\"\($0.0)\": " + $0.1.text } + lists.map { "\"\($0.0)\": " + lines(of: $0.1) }
  return "{\n" + members.joined(separator: ",\n") + "\n}\n"
}

private func lines(of values: [JSONValue]) -> String {
  guard !values.isEmpty else { return "[]" }
  return "[\n" + values.map { "  " + $0.text }.joined(separator: ",\n") + "\n]"
}
