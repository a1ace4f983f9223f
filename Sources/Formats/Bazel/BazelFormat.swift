import TestModel

/// Reads Bazel's build events as JSON lines (`--build_event_json_file`).
///
/// Each test target is a case, with its attempts; a shard and a run of several are part of the
/// identity, as components of the suite. Results from a cache are no runs.
struct BazelFormat: JSONFormat {
  enum Place { case event, id, started, configured, result, summary, isLast }

  static let name = "Bazel"
  static let isLines = true
  /// The targets that may be under way at once.
  private static let mostHeld = 100_000

  var teller: CaseTeller
  private var event: [BazelPart] = []
  private var targets: [BazelTestKey: [BazelAttempt]] = [:]
  private var shards: [String: Int] = [:]
  private var runs: [String: Int] = [:]
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
    default: event.append(BazelPart(place: place, value: value, line: line))
    }
  }

  mutating func leave(_ place: Place) throws {
    defer { event = [] }
    guard let id = event.first(where: { $0.place == .id })?.value else { return }
    for part in event {
      switch part.place {
      case .configured: count(part.value)
      case .result: try takeResult(id["testResult"], part.value, line: part.line)
      case .summary: try takeSummary(id["testSummary"], part.value, line: part.line)
      default: break
      }
    }
  }

  mutating func finish(isWhole: Bool) throws {
    try tell(where: { _ in true })
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

  private mutating func takeResult(_ id: JSONValue?, _ value: JSONValue, line: Int) throws {
    guard let id, let key = BazelTestKey(id) else { return }
    guard !BazelAttempt.isCached(value) else {
      return teller.note("results that Bazel took from a cache are no runs and are left out")
    }
    targets[key, default: []].append(BazelAttempt(value, number: id["attempt"]?.count, line: line))
    if targets.count > Self.mostHeld { try tell(where: { _ in true }) }
  }

  /// Ends a target; where its single results are not in the stream, the summary stands for them.
  private mutating func takeSummary(_ id: JSONValue?, _ value: JSONValue, line: Int) throws {
    guard let id, let label = id["label"]?.text else { return }
    let configuration = id["configuration"]?["id"]?.text ?? ""
    let isThis = { (key: BazelTestKey) in
      key.label == label && key.configuration == configuration
    }
    if targets.keys.contains(where: isThis) { return try tell(where: isThis) }
    guard shards[label] == nil, (value["totalNumCached"]?.count ?? 0) == 0,
      let key = BazelTestKey(id), let attempts = BazelAttempt.attempts(of: value, line: line)
    else { return }
    targets[key] = attempts
    try tell(where: isThis)
  }

  private mutating func tell(where isEnded: (BazelTestKey) -> Bool) throws {
    for key in targets.keys.filter(isEnded).sorted() {
      guard let attempts = targets.removeValue(forKey: key), let first = attempts.first else {
        continue
      }
      let id = key.testID(shards: shards[key.label] ?? 1, runs: runs[key.label] ?? 1)
      let ordered = attempts.sorted { $0.number < $1.number }
      let testCase = ReportedCase(
        id: id,
        line: first.line,
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
  var line: Int
}
