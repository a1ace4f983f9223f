/// Where one test is in the life of a quarantine, as its log says.
///
/// It follows from the set of the log's lines alone, whatever their order, so that two histories that
/// are merged agree. What the policy decided in one history without knowing of a person's decision in
/// the other does not undo that.
public struct QuarantineRecord: Sendable, Hashable {
  /// The test's entry, as it is or was last.
  public private(set) var entry: QuarantineEntry
  /// The line that brought the test into its state.
  public private(set) var decision: QuarantineTransition
  /// When people were told that the entry is past its date.
  public private(set) var overdueSaid: Timestamp?
  /// Whether a person said what quarantine does to the test.
  public private(set) var hasModeOfPerson = false

  /// Where the test is.
  public var state: QuarantineState { entry.state }
  /// The test.
  public var test: RecordedTest { entry.test }

  /// Whether one flake puts the test back: it is on probation, or mended by a person's word alone.
  public var isWatched: Bool {
    state == .probation || state == .fixed && !decision.isOfPolicy
  }

  /// The records of all tests that a log names, by repository and identity.
  ///
  /// - Parameters:
  ///   - log: lines, in any order, some of them there several times.
  ///   - asOf: the moment after which no line counts.
  public static func records(
    of log: some Sequence<QuarantineTransition>,
    asOf: Timestamp
  ) -> [QuarantineRecord] {
    var lines: [Int64: [QuarantineTransition]] = [:]
    for line in log where line.at <= asOf { lines[line.entry.test.id, default: []].append(line) }
    return lines.values.compactMap { QuarantineRecord($0, asOf: asOf) }
      .sorted { ($0.test.repo, $0.test.testID) < ($1.test.repo, $1.test.testID) }
  }

  private init?(_ lines: [QuarantineTransition], asOf: Timestamp) {
    let lines = lines.sorted()
    guard let first = lines.first else { return nil }
    entry = first.entry
    entry.state = .cleared
    decision = first
    for line in lines { apply(line) }
    endHold(at: asOf)
    if state.isExcused, entry.isOverdue(at: asOf) { entry.state = .expired }
  }

  private mutating func apply(_ line: QuarantineTransition) {
    endHold(at: line.at)
    guard !line.isOfPolicy || isHeardOfPolicy(line.kind) else { return }
    switch line.kind {
    case .candidate:
      entry = line.entry
      move(to: .candidate, line)
    case .cleared: move(to: .cleared, line)
    case .lifted: if state == .held { move(to: .cleared, line) }
    case .entered: enter(line, as: .quarantined)
    case .reflaked: enter(line, as: .reflaked)
    case .changed: change(line)
    case .overdue: overdueSaid = line.at
    case .escalated: entry.escalated = line.at
    case .probation: move(to: .probation, line)
    case .released: move(to: .released, line)
    case .fixed:
      entry.issue = line.entry.issue ?? entry.issue
      move(to: .fixed, line)
    case .broken: move(to: .broken, line)
    case .removed: move(to: .removed, line)
    case .held: move(to: .held, line)
    }
  }

  /// Whether the policy can have meant the test as it is: in another history it may not have known
  /// what a person decided, or that the test had entered.
  private func isHeardOfPolicy(_ kind: QuarantineTransition.Kind) -> Bool {
    let isOfPerson = state == .held || state.isExcused && entry.isManual
    switch kind {
    case .candidate:
      return [.cleared, .candidate, .released, .broken].contains(state) || isWatched
    case .cleared: return state == .candidate
    case .entered, .reflaked: return !isOfPerson
    case .probation: return !isOfPerson && (state.isExcused || state == .broken)
    case .released, .fixed, .broken, .removed:
      return !isOfPerson && (state.isExcused || isWatched)
    case .lifted, .held: return false
    case .changed, .overdue, .escalated: return true
    }
  }

  private mutating func move(to state: QuarantineState, _ line: QuarantineTransition) {
    entry.state = state
    decision = line
  }

  private mutating func enter(_ line: QuarantineTransition, as state: QuarantineState) {
    let before = entry
    entry = line.entry
    entry.owner = line.entry.owner ?? before.owner
    entry.issue = line.entry.issue ?? before.issue
    overdueSaid = nil
    hasModeOfPerson = false
    move(to: state, line)
  }

  private mutating func change(_ line: QuarantineTransition) {
    guard let changes = line.changes else { return }
    entry.owner = changes.owner ?? entry.owner
    entry.issue = changes.issue ?? entry.issue
    if let mode = changes.mode, !line.isOfPolicy || !hasModeOfPerson {
      entry.mode = mode
      hasModeOfPerson = !line.isOfPolicy
    }
    if let expires = changes.expires {
      entry.expires = expires
      entry.escalated = nil
      overdueSaid = nil
    }
  }

  private mutating func endHold(at moment: Timestamp) {
    guard state == .held, let until = decision.until, until <= moment else { return }
    entry.state = .cleared
  }
}
