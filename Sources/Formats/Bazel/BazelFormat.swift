import TestModel

/// Reads Bazel's build events as JSON lines (`--build_event_json_file`).
///
/// Each test target is a case, with its attempts; a shard and a run of several are part of the
/// identity, as components of the suite. Results from a cache are no runs.
struct BazelFormat: JSONFormat {
  enum Place { case event, id, started, configured, result, summary, isLast }

  static let name = "Bazel"
  static let isLines = true
  /// The attempts that may wait for the ends of their targets.
  private static let mostHeld = 100_000

  var teller: CaseTeller
  private var event: [BazelPart] = []
  private var targets: [BazelTarget: [BazelTestKey: [BazelAttempt]]] = [:]
  private var shards: [String: Int] = [:]
  private var runs: [String: Int] = [:]
  private var held = 0
  /// The hashes of the targets of which single results were in the stream.
  private var withResults: Set<Int> = []
  private var isAtEnd = false

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.event)
    case (.event, "id"): .take(.id)
    case (.event, "started"): .take(.started)
    case (.event, "children"): .take(.configured)
    case (.event, "testResult"): .take(.result)
    case (.event, "testSummary"): .take(.summary)
    case (.event, "lastMessage"): .take(.isLast)
    default: .skip
    }
  }

  mutating func enter(_ place: Place) { event = [] }
  mutating func restart() { event = [] }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws {
    switch place {
    case .started:
      let time = value["startTime"]?.text.flatMap { Timestamp(iso8601: $0) }
      teller.began(at: time ?? reportedMoment(milliseconds: value["startTimeMillis"]?.number))
    case .isLast: isAtEnd = value.isTrue
    default: if event.count < 10 { event.append(BazelPart(place: place, value: value)) }
    }
  }

  mutating func leave(_ place: Place) throws {
    defer { event = [] }
    guard let id = event.first(where: { $0.place == .id })?.value else { return }
    for part in event {
      switch part.place {
      case .configured: count(part.value)
      case .result: try takeResult(id["testResult"], part.value)
      case .summary: try takeSummary(id["testSummary"], part.value)
      default: break
      }
    }
  }

  mutating func finish(isWhole: Bool) throws {
    try endAllTargets()
    guard !isAtEnd, isWhole else { return }
    teller.summary.isTruncated = true
    teller.note("the stream has no last event: the build may have been stopped")
  }

  /// Notes how many shards and runs a target has: its completion announces each.
  private mutating func count(_ children: JSONValue) {
    for child in children.elements {
      guard let id = child["testResult"], let label = id["label"]?.text,
        shards.count < Self.mostHeld
      else { continue }
      shards[label] = max(shards[label] ?? 1, id["shard"]?.count ?? 1)
      runs[label] = max(runs[label] ?? 1, id["run"]?.count ?? 1)
    }
  }

  private mutating func takeResult(_ id: JSONValue?, _ value: JSONValue) throws {
    guard let id, let target = BazelTarget(id) else { return }
    withResults.insert(target.hashValue)
    guard !BazelAttempt.isCached(value) else {
      return teller.note("results that Bazel took from a cache are no runs and are left out")
    }
    let attempt = BazelAttempt(value, number: id["attempt"]?.count)
    targets[target, default: [:]][BazelTestKey(id), default: []].append(attempt)
    held += 1
    if held > Self.mostHeld { try endAllTargets() }
  }

  /// Ends a target; where its single results are not in the stream, the summary stands for them.
  private mutating func takeSummary(_ id: JSONValue?, _ value: JSONValue) throws {
    guard let id, let target = BazelTarget(id) else { return }
    if !withResults.contains(target.hashValue), shards[target.label] == nil,
      (value["totalNumCached"]?.count ?? 0) == 0
    {
      targets[target] = BazelAttempt.attempts(of: value).map { [BazelTestKey(id): $0] }
    }
    try end(target)
  }

  private mutating func endAllTargets() throws {
    for target in targets.keys.sorted() { try end(target) }
  }

  private mutating func end(_ target: BazelTarget) throws {
    let tests = targets.removeValue(forKey: target) ?? [:]
    for (key, attempts) in tests.sorted(by: { $0.key < $1.key }) {
      held -= min(held, attempts.count)
      let id = target.testID(
        key,
        shards: shards[target.label] ?? 1,
        runs: runs[target.label] ?? 1
      )
      let ordered = attempts.sorted { $0.number < $1.number }
      let testCase = ReportedCase(
        id: id,
        attempts: ordered.map(\.attempt),
        properties: ordered.last?.host.map { [Property(name: "hostname", value: $0)] } ?? []
      )
      try teller.tell(testCase)
    }
  }
}

/// A part of a build event that is read once the whole event is there.
private struct BazelPart {
  var place: BazelFormat.Place
  var value: JSONValue
}
