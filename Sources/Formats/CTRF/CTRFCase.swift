import TestModel

/// The retries of a case that are believed.
private let mostRetries = 1000

func ctrfCase(_ test: JSONValue) -> ReportedCase {
  let suites =
    test["suite"]?.text.map { [$0] } ?? (test["suite"]?.elements ?? []).compactMap(\.text)
  // The browser is part of the identity, as a component of its own; its version is not.
  let browser = (test["browser"]?.text ?? "").prefix { $0 != " " && $0 != "/" }
  return ReportedCase(
    id: TestID(
      suite: suitePath([String(browser)] + suites),
      name: test["name"]?.text ?? "",
      file: test["filePath"]?.text ?? ""
    ),
    line: test["line"]?.count,
    attempts: attempts(of: test),
    properties: properties(of: test),
    output: output(of: test)
  )
}

/// What a status means; none for one that the format does not have.
func ctrfOutcome(_ status: String) -> Outcome? {
  switch status {
  case "passed": .passed
  case "failed": .failed
  case "skipped", "pending", "other": .skipped
  default: nil
  }
}

private func attempts(of test: JSONValue) -> [Attempt] {
  let last = attempt(of: test)
  guard last.outcome != .skipped else { return [last] }
  let listed = (test["retryAttempts"]?.elements ?? []).prefix(mostRetries).sorted {
    ($0["attempt"]?.number ?? 0) < ($1["attempt"]?.number ?? 0)
  }
  guard listed.isEmpty else {
    let earlier = includesLast(listed, of: test) ? listed.dropLast() : listed[...]
    return earlier.map(attempt) + [last]
  }
  let flaky = test["flaky"]?.isTrue == true
  let retries = max(test["retries"]?.count ?? 0, flaky && last.outcome == .passed ? 1 : 0)
  // Only what failed is retried.
  let failed = Attempt(outcome: .failed)
  return Array(repeating: failed, count: min(mostRetries, retries)) + [last]
}

/// Whether the last of the listed attempts is the one that the test itself tells.
///
/// Some producers list it, others do not. Nothing is retried after it passed.
private func includesLast(_ listed: [JSONValue], of test: JSONValue) -> Bool {
  guard let last = listed.last else { return false }
  if let retries = test["retries"]?.count { return listed.count > retries }
  return last["status"]?.text == "passed"
    || last["status"] == test["status"] && last["duration"] == test["duration"]
      && last["duration"] != nil
}

private func attempt(of value: JSONValue) -> Attempt {
  var outcome = value["status"]?.text.flatMap(ctrfOutcome) ?? .skipped
  let raw = value["rawStatus"]?.text
  // `other` is what the format has for a test that did not get to its end.
  if let raw, ["timedOut", "timeout", "broken", "error", "errored", "crashed"].contains(raw) {
    outcome = .errored
  }
  return Attempt(
    outcome: outcome,
    duration: reportedTime(milliseconds: value["duration"]?.number),
    message: value["message"]?.text,
    type: outcome == .errored || value["status"]?.text == "other" ? raw ?? "other" : nil,
    details: value["trace"]?.text
  )
}

private func properties(of test: JSONValue) -> [Property] {
  let tags = (test["tags"]?.elements ?? []).compactMap(\.text)
  let labels = (test["labels"]?.members ?? []).compactMap { label in
    label.value.scalarText.map { Property(name: label.name, value: $0) }
  }
  return tags.map { Property(name: "tag", value: $0) } + labels
}

private func output(of test: JSONValue) -> String? {
  var output = BoundedText()
  for stream in ["stdout", "stderr"] {
    for line in test[stream]?.elements ?? [] { output.append((line.text ?? "") + "\n") }
  }
  return output.isBlank ? nil : trimmed(output.text)
}
