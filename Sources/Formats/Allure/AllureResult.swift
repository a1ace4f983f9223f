import TestModel

/// One result of Allure's.
struct AllureResult {
  /// What its retries share.
  var history: String
  /// When it began, in milliseconds since 1970.
  var start: Double?
  var testCase: ReportedCase

  /// Reads a result; none where the object has no status and no name, and is something else.
  init?(_ value: JSONValue, line: Int) {
    guard let status = value["status"]?.text, let name = value["name"]?.text else { return nil }
    start = value["start"]?.number
    history = value["historyId"]?.text ?? value["uuid"]?.text ?? "line \(line)"
    let labels = (value["labels"]?.elements ?? []).compactMap { label -> Property? in
      guard let name = label["name"]?.text, let value = label["value"]?.scalarText else {
        return nil
      }
      return Property(name: name, value: value)
    }
    let id = AllureResult.identity(of: value, name: name, labels: labels)
    let details = value["statusDetails"]
    var attempt = Attempt(outcome: .skipped, duration: AllureResult.duration(of: value))
    switch status {
    case "passed": attempt.outcome = .passed
    case "failed": attempt.outcome = .failed
    case "broken": attempt.outcome = .errored
    default: attempt.type = status == "skipped" ? nil : status
    }
    if attempt.outcome != .passed { attempt.message = details?["message"]?.text }
    if attempt.outcome.isFailure { attempt.details = details?["trace"]?.text }
    let historyID = value["historyId"]?.text.map { [Property(name: "historyId", value: $0)] }
    testCase = ReportedCase(
      id: id,
      attempts: [attempt],
      properties: labels + (historyID ?? [])
    )
  }

  private static func duration(of value: JSONValue) -> Microseconds? {
    guard let start = value["start"]?.number, let stop = value["stop"]?.number, stop >= start
    else { return nil }
    return reportedTime(milliseconds: stop - start)
  }

  private static func identity(
    of value: JSONValue,
    name: String,
    labels: [Property]
  ) -> TestID {
    func label(_ name: String) -> String? { labels.first { $0.name == name }?.value }
    let suites = ["parentSuite", "suite", "subSuite"].compactMap(label)
    let qualified = value["fullName"]?.text ?? ""
    let place = qualified.prefix { $0 != "#" }
    return TestID(
      suite: suitePath(suites),
      classname: label("testClass") ?? (place.count < qualified.count ? String(place) : ""),
      name: name + arguments(of: value, name: name)
    )
  }

  /// The parameters, where the name does not tell them: they are part of the identity, but for those
  /// that Allure excludes from its own.
  private static func arguments(of value: JSONValue, name: String) -> String {
    guard !name.contains("["), !name.contains("(") else { return "" }
    let arguments = (value["parameters"]?.elements ?? []).compactMap { parameter -> String? in
      guard parameter["excluded"]?.isTrue != true else { return nil }
      return parameter["value"]?.scalarText
    }
    return arguments.isEmpty ? "" : " [\(arguments.joined(separator: ", "))]"
  }
}
