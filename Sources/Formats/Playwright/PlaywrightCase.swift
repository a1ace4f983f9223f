import TestModel

/// The cases of a spec: one for each project that ran it.
func playwrightCases(
  of spec: JSONValue,
  suite: String,
  config: PlaywrightConfig
) -> [ReportedCase] {
  let file = spec["file"]?.text ?? suite
  return (spec["tests"]?.elements ?? []).map { test in
    let id = TestID(
      suite: test["projectName"]?.text ?? test["projectId"]?.text ?? "",
      classname: file,
      name: spec["title"]?.text ?? "",
      file: config.path(of: file)
    )
    let tags = (spec["tags"]?.elements ?? []).compactMap(\.text)
    return ReportedCase(
      id: id,
      line: spec["line"]?.count,
      attempts: attempts(of: test),
      properties: tags.map { Property(name: "tag", value: $0) } + annotations(of: test),
      output: output(of: test)
    )
  }
}

/// The message of an error of a Playwright report.
func playwrightMessage(_ error: JSONValue?) -> String? {
  error?["message"]?.text ?? error?["value"]?.text
}

private func attempts(of test: JSONValue) -> [Attempt] {
  let expected = test["expectedStatus"]?.text ?? "passed"
  let results = (test["results"]?.elements ?? []).sorted {
    ($0["retry"]?.number ?? 0) < ($1["retry"]?.number ?? 0)
  }
  let attempts = results.map { attempt(of: $0, expected: expected) }
  // A test that was not started has no result.
  guard attempts.isEmpty else { return attempts }
  return [Attempt(outcome: .skipped, message: skipReason(of: test))]
}

private func attempt(of result: JSONValue, expected: String) -> Attempt {
  let status = result["status"]?.text ?? "skipped"
  var attempt = Attempt(
    outcome: outcome(status: status, expected: expected),
    duration: reportedTime(milliseconds: result["duration"]?.number),
    type: status == "timedOut" || status == "interrupted" ? status : nil
  )
  // The error of a failure that was expected explains nothing.
  guard attempt.outcome != .passed else { return attempt }
  let errors = result["errors"]?.elements ?? []
  let error = result["error"] ?? errors.first
  let texts = errors.compactMap { $0["stack"]?.text ?? playwrightMessage($0) }
  attempt.message = playwrightMessage(error) ?? surprise(status: status, expected: expected)
  attempt.details = texts.isEmpty ? error?["stack"]?.text : texts.joined(separator: "\n\n")
  return attempt
}

/// What a status means: `test.fail()` makes a failure the expected one, and a pass a failure.
private func outcome(status: String, expected: String) -> Outcome {
  switch status {
  case "skipped", "interrupted": .skipped
  case "passed": expected == "failed" ? .failed : .passed
  case "failed": expected == "failed" ? .passed : .failed
  case "timedOut": expected == "timedOut" ? .passed : .errored
  default: .skipped
  }
}

private func surprise(status: String, expected: String) -> String? {
  status == "passed" && expected == "failed" ? "expected to fail, but passed" : nil
}

private func skipReason(of test: JSONValue) -> String? {
  let annotations = test["annotations"]?.elements ?? []
  return annotations.first { ["skip", "fixme"].contains($0["type"]?.text) }?["description"]?.text
}

private func annotations(of test: JSONValue) -> [Property] {
  (test["annotations"]?.elements ?? []).compactMap { annotation in
    guard let type = annotation["type"]?.text else { return nil }
    return Property(name: type, value: annotation["description"]?.text ?? "")
  }
}

private func output(of test: JSONValue) -> String? {
  var output = BoundedText()
  for result in test["results"]?.elements ?? [] {
    for piece in (result["stdout"]?.elements ?? []) + (result["stderr"]?.elements ?? []) {
      output.append(piece["text"]?.text ?? "")
    }
  }
  return output.isBlank ? nil : output.text
}
