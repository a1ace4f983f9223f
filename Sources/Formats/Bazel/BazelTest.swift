import TestModel

/// A test target in one configuration.
struct BazelTarget: Hashable, Comparable {
  var label: String
  var configuration: String

  init?(_ id: JSONValue) {
    guard let label = id["label"]?.text else { return nil }
    self.label = label
    configuration = id["configuration"]?["id"]?.text ?? ""
  }

  /// The identity of one of its tests: the package is the class, the target is the name.
  func testID(_ key: BazelTestKey, shards: Int, runs: Int) -> TestID {
    let colon = label.lastIndex(of: ":")
    let package = colon.map { String(label[..<$0]) } ?? label
    let target = colon.map { String(label[label.index(after: $0)...]) }
    // `//a/b` is short for `//a/b:b`.
    let name = target ?? label.split(separator: "/").last.map(String.init) ?? label
    let parts = [
      key.shard > 1 || shards > 1 ? "shard \(key.shard)" : "",
      key.run > 1 || runs > 1 ? "run \(key.run)" : "",
    ]
    return TestID(suite: suitePath(parts), classname: package, name: name)
  }

  static func < (left: BazelTarget, right: BazelTarget) -> Bool {
    (left.label, left.configuration) < (right.label, right.configuration)
  }
}

/// A shard and a run of a target.
struct BazelTestKey: Hashable, Comparable {
  var shard: Int
  var run: Int

  init(_ id: JSONValue) {
    shard = id["shard"]?.count ?? 1
    run = id["run"]?.count ?? 1
  }

  static func < (left: BazelTestKey, right: BazelTestKey) -> Bool {
    (left.run, left.shard) < (right.run, right.shard)
  }
}

/// One attempt of a Bazel test.
struct BazelAttempt {
  var number: Int
  var attempt: Attempt
  var host: String?

  init(_ value: JSONValue, number: Int?) {
    self.number = number ?? 1
    let status = value["status"]?.text ?? ""
    host = value["executionInfo"]?["hostname"]?.text
    let seconds = value["testAttemptDuration"]?.text.flatMap(BazelAttempt.seconds)
    attempt = Attempt(
      outcome: BazelAttempt.outcome(of: status),
      duration: reportedTime(seconds: seconds)
        ?? reportedTime(milliseconds: value["testAttemptDurationMillis"]?.number)
    )
    if attempt.outcome == .errored { attempt.type = status }
    if attempt.outcome != .passed { attempt.message = value["statusDetails"]?.text }
  }

  private init(_ attempt: Attempt, number: Int) {
    self.attempt = attempt
    self.number = number
  }

  static func isCached(_ value: JSONValue) -> Bool {
    value["cachedLocally"]?.isTrue == true
      || value["executionInfo"]?["cachedRemotely"]?.isTrue == true
  }

  /// The attempts that a summary speaks of; none where it says nothing of how the test ended.
  static func attempts(of summary: JSONValue) -> [BazelAttempt]? {
    guard let status = summary["overallStatus"]?.text, status != "NO_STATUS" else { return nil }
    let count = min(1000, max(1, summary["attemptCount"]?.count ?? (status == "FLAKY" ? 2 : 1)))
    let failed = Attempt(outcome: .failed)
    let last = Attempt(
      outcome: outcome(of: status),
      duration: count == 1
        ? reportedTime(milliseconds: summary["totalRunDurationMillis"]?.number) : nil
    )
    return (1..<count).map { BazelAttempt(failed, number: $0) }
      + [BazelAttempt(last, number: count)]
  }

  private static func outcome(of status: String) -> Outcome {
    switch status {
    case "PASSED", "FLAKY": .passed
    case "FAILED": .failed
    case "TIMEOUT", "INCOMPLETE", "REMOTE_FAILURE", "FAILED_TO_BUILD",
      "TOOL_HALTED_BEFORE_TESTING":
      .errored
    default: .skipped
    }
  }

  /// Reads a duration of protocol buffers: `0.046s`.
  private static func seconds(_ text: String) -> Double? {
    text.hasSuffix("s") ? Double(text.dropLast()) : nil
  }
}
