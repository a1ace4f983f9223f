import TestModel

/// A test file of a Jest report while it is open: its name stands after its cases.
struct JestFile {
  /// The cases that are held for a file's name at most.
  private static let mostHeld = 50_000

  private var path = ""
  private var project = ""
  private var message: String?
  private var hasFailed = false
  private var hasCases = false
  private var cases: [ReportedCase] = []

  /// Whether the cases are Vitest's, which has a status `skipped` and a `meta` of each case.
  private(set) var isOfVitest = false

  var isFull: Bool { cases.count >= Self.mostHeld }

  mutating func take(_ value: JSONValue, as key: String) {
    switch key {
    case "name", "testFilePath": path = value.text ?? path
    case "displayName": project = value["name"]?.text ?? value.text ?? ""
    case "status": hasFailed = value.text == "failed"
    case "testExecError":
      guard value != .null else { return }
      hasFailed = true
      message = message ?? value["message"]?.text ?? value["stack"]?.text
    default: message = value.text ?? message
    }
  }

  mutating func add(_ value: JSONValue) {
    hasCases = true
    isOfVitest = isOfVitest || value["meta"] != nil
    cases.append(jestCase(value))
  }

  /// Ends the file: one that failed without a case, such as for a syntax error, is a case itself.
  mutating func end() {
    guard !hasCases, hasFailed else { return }
    let attempt = Attempt(outcome: .errored, message: jestMessage(message), details: message)
    cases.append(ReportedCase(id: TestID(name: "(file)"), attempts: [attempt]))
  }

  mutating func takeCases() -> [ReportedCase] {
    defer { cases = [] }
    return cases.map { testCase in
      var named = testCase
      named.id.file = path
      // The project of a run of several is part of the identity, as its own component.
      named.id.suite = suitePath([project, testCase.id.suite])
      return named
    }
  }
}

private func jestCase(_ value: JSONValue) -> ReportedCase {
  let ancestors = (value["ancestorTitles"]?.elements ?? []).compactMap(\.text)
  return ReportedCase(
    id: TestID(
      suite: suitePath(ancestors),
      name: value["title"]?.text ?? value["fullName"]?.text ?? ""
    ),
    line: value["location"]?["line"]?.count,
    attempts: jestAttempts(of: value)
  )
}

private func jestAttempts(of value: JSONValue) -> [Attempt] {
  let messages = (value["failureMessages"]?.elements ?? []).compactMap(\.text)
  let status = value["status"]?.text ?? ""
  var last = Attempt(
    outcome: .passed,
    duration: reportedTime(milliseconds: value["duration"]?.number)
  )
  switch status {
  case "passed": break
  case "failed":
    last.outcome = .failed
    last.message = jestMessage(messages.first)
    last.details = messages.isEmpty ? nil : messages.joined(separator: "\n\n")
  default:
    // pending, skipped, todo, disabled, focused, and what is not known.
    last.outcome = .skipped
    last.type = status == "todo" ? "todo" : nil
    last.duration = nil
  }
  guard last.outcome != .skipped else { return [last] }
  let reasons = (value["retryReasons"]?.elements ?? []).prefix(1000).map(\.text)
  // Where Jest counts more invocations than it gives reasons, the others failed all the same.
  let silent = min(1000, max(0, (value["invocations"]?.count ?? 1) - 1 - reasons.count))
  let earlier = Array(reasons) + Array(repeating: nil, count: silent)
  return earlier.map {
    Attempt(outcome: .failed, message: jestMessage($0), details: $0)
  } + [last]
}

/// The first line of a failure's text, after the heading with a bullet that names the test.
private func jestMessage(_ text: String?) -> String? {
  guard let first = firstLine(of: text), first.contains("●") else { return firstLine(of: text) }
  let rest = trimmed(text)?.drop { $0 != "\n" }
  return firstLine(of: rest.map(String.init)) ?? first
}
