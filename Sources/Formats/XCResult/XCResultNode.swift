import TestModel

/// A node of the tree of an Xcode result while it is open, and what became of those below it.
struct XCResultNode {
  /// The texts of one case that are kept.
  private static let mostMessages = 100
  /// The attempts and arguments of one case that are kept.
  private static let mostRuns = 10_000

  var name = ""
  /// The cases of the nodes below a suite.
  var cases: [ReportedCase] = []
  private var type = ""
  private var identifier = ""
  private var result = ""
  private var details = ""
  private var duration: Microseconds?
  private var tags: [String] = []
  /// The messages of the nodes below.
  private var messages: [String] = []
  /// The repetitions below, or the attempts of an argument.
  private var attempts: [Attempt] = []
  /// The devices or configurations on which the case ran, where there were several.
  private var variants: [XCResultNode] = []
  /// The cases for single arguments.
  private var arguments: [(name: String, attempts: [Attempt])] = []

  mutating func take(_ value: JSONValue, as key: String) {
    switch key {
    case "name": name = value.text ?? ""
    case "nodeType": type = value.text ?? ""
    case "nodeIdentifier": identifier = value.text ?? ""
    case "result": result = value.text ?? ""
    case "details": details = value.text ?? ""
    case "tags": tags = value.elements.compactMap(\.text)
    case "duration": if duration == nil { duration = xcodeDuration(value.text ?? "") }
    case "durationInSeconds": duration = reportedTime(seconds: value.number) ?? duration
    default: break
    }
  }

  /// Adds a node below this one, which has ended.
  mutating func add(_ node: XCResultNode) {
    switch node.type {
    case "Test Case": cases += node.testCases()
    case "Repetition", "Arguments", "Device", "Test Plan Configuration", "Test Case Run":
      guard attempts.count + arguments.count + variants.count < Self.mostRuns else { return }
      add(run: node)
    case "Failure Message", "Runtime Warning", "Expression", "Source Code Reference":
      add(messages: [node.name] + node.messages)
    default:
      cases += node.namedCases()
      add(messages: node.messages)
    }
  }

  private mutating func add(run node: XCResultNode) {
    switch node.type {
    case "Repetition": attempts.append(node.attempt())
    case "Arguments":
      arguments.append((node.name, node.attempts.isEmpty ? [node.attempt()] : node.attempts))
    case "Device", "Test Plan Configuration": variants.append(node)
    default:
      attempts += node.attempts.isEmpty ? [node.attempt()] : node.attempts
      arguments += node.arguments
    }
  }

  /// The cases that this node is itself.
  var testCaseCount: Int { type == "Test Case" ? max(1, arguments.count, variants.count) : 0 }

  /// The cases with this node's name before those of the suites below it.
  ///
  /// The plan is no part of a case's identity.
  func namedCases() -> [ReportedCase] {
    if type == "Test Case" { return testCases() }
    guard type != "Test Plan" else { return cases }
    return cases.map { testCase in
      var named = testCase
      named.id.suite = suitePath([name, testCase.id.suite])
      return named
    }
  }

  private mutating func add(messages new: [String]) {
    messages += new.prefix(max(0, Self.mostMessages - messages.count))
  }

  /// The case, once for each device and argument.
  ///
  /// A device is part of the identity: what passes on one and fails on the other is no retry.
  private func testCases() -> [ReportedCase] {
    guard variants.isEmpty else {
      return variants.flatMap { variant in
        var single = variant
        single.name = name
        single.identifier = identifier
        single.tags = tags
        return single.testCases().map { testCase in
          var named = testCase
          named.id.suite = suitePath([variant.name, testCase.id.suite])
          return named
        }
      }
    }
    let place = identifier.split(separator: "/").dropLast().joined(separator: "/")
    func testCase(_ name: String, _ attempts: [Attempt]) -> ReportedCase {
      ReportedCase(
        id: TestID(classname: place, name: name),
        attempts: attempts,
        properties: tags.map { Property(name: "tag", value: $0) }
      )
    }
    guard arguments.isEmpty else {
      return arguments.map { testCase("\(name) [\($0.name)]", $0.attempts) }
    }
    return [testCase(name, attempts.isEmpty ? [attempt()] : attempts)]
  }

  private func attempt() -> Attempt {
    var attempt = Attempt(outcome: .skipped, duration: duration)
    switch result {
    case "Passed", "Expected Failure": attempt.outcome = .passed
    case "Failed": attempt.outcome = .failed
    default: break
    }
    guard attempt.outcome != .passed else { return attempt }
    attempt.message = messages.first ?? (details.isEmpty ? nil : details)
    if attempt.outcome == .failed, !messages.isEmpty {
      attempt.details = messages.joined(separator: "\n\n")
    }
    return attempt
  }
}

/// Reads a time as Xcode writes it for people: `0,011s` or `1m 5s`, in the tongue of the machine.
func xcodeDuration(_ text: String) -> Microseconds? {
  var seconds = 0.0
  for word in text.split(whereSeparator: { $0.isWhitespace }) {
    let digits = word.prefix { $0.isNumber || $0 == "." || $0 == "," }
    guard let number = Double(digits.map { $0 == "," ? "." : String($0) }.joined()) else {
      return nil
    }
    switch word.dropFirst(digits.count) {
    case "s": seconds += number
    case "ms": seconds += number / 1000
    case "m", "min": seconds += number * 60
    case "h": seconds += number * 3600
    default: return nil
    }
  }
  return text.isEmpty ? nil : reportedTime(seconds: seconds)
}
