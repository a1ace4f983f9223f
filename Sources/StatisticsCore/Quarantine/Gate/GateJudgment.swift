public import TestModel

/// What a gate has to judge.
public struct GateCase: Sendable, Hashable {
  /// How the command ended; none where finished reports are read.
  public var command: GatedCommand?
  /// The runner, where the command is one that is known.
  public var runner: GateRunner?
  /// The reports that were looked for.
  public var reports: [GateReport]
  /// The tests that failed in the end, by identity.
  public var failures: [GateFailure]
  /// The tests that passed when they were run again.
  public var retried: Int
  /// The list of the tests in quarantine.
  public var list: GateList
  /// What the run is measured against.
  public var expectations: GateExpectations
  /// What counts as now.
  public var asOf: Timestamp

  /// Creates a case.
  public init(
    command: GatedCommand?,
    runner: GateRunner? = nil,
    reports: [GateReport],
    failures: [GateFailure] = [],
    retried: Int = 0,
    list: GateList,
    expectations: GateExpectations = GateExpectations(),
    asOf: Timestamp
  ) {
    self.command = command
    self.runner = runner
    self.reports = reports
    self.failures = failures
    self.retried = retried
    self.list = list
    self.expectations = expectations
    self.asOf = asOf
  }

  /// The tests that ran by the fresh reports.
  public var ran: Int {
    reports.reduce(0) { sum, report in
      switch report.state {
      case .whole(let ran), .truncated(let ran, _): sum + ran
      case .unreadable, .old, .missing: sum
      }
    }
  }
}

/// Whether it is safe to go on after a run of tests, and why.
///
/// It is safe where the command succeeded and no report says otherwise, or where every failure is
/// quarantined and nothing else is wrong. What speaks against a run counts always: a failure that is
/// not excused, a report that breaks off. What is only absent, such as a report, counts where the
/// run has something to prove: the command failed, there is no command, or the user is strict.
public struct GateJudgment: Sendable, Hashable {
  /// Why it is not safe, the gravest first; empty where it is safe.
  public var reasons: [GateReason]
  /// The failures that are excused, each with its entry in quarantine.
  public var excused: [GateFailure]
  /// What people should see to.
  public var remarks: [GateRemark]

  /// Whether it is safe to go on.
  public var isSafe: Bool { reasons.isEmpty }

  /// Judges a run.
  public init(_ run: GateCase) {
    excused = run.failures.filter { $0.unexcusedCause == nil }
    reasons =
      run.commandReasons + run.reportReasons + run.countReasons
      + run.listReasons(excuses: excused.count { $0.entry != nil }) + run.failureReasons
    remarks = run.remarks(excused: excused)
  }
}

extension GateCase {
  /// Whether what is absent counts against the run.
  private var mustProve: Bool { command?.succeeded != true || expectations.isStrict }

  private var isFresh: Bool { reports.contains(where: \.isFresh) }

  fileprivate var commandReasons: [GateReason] {
    switch command {
    case nil, .exited(0): []
    case .notStarted(let reason, _): [.notStarted(reason: reason)]
    case .killed(let signal): [.killed(signal: signal)]
    case .stopped(let signal, _): [.stopped(signal: signal)]
    case .exited(let status):
      // Without a report nothing is explained anyway, and the absence says it better.
      fault(ofStatus: status, failures: failures.count, runner: runner)
        .flatMap { $0 == .noFailedTest && !isFresh ? nil : [.unexplainedStatus(status, $0)] } ?? []
    }
  }

  fileprivate var reportReasons: [GateReason] {
    let broken = reports.compactMap(\.breakage)
    guard mustProve else { return broken }
    if reports.isEmpty { return [.noReportNamed] }
    let absent = reports.compactMap(\.absence)
    return (isFresh ? [] : [.noFreshReport]) + absent + broken
  }

  fileprivate var countReasons: [GateReason] {
    var reasons: [GateReason] = []
    if let demanded = expectations.minimumTests, ran < demanded {
      reasons.append(.fewerTestsThanDemanded(ran: ran, demanded: demanded))
    }
    guard mustProve, isFresh else { return reasons }
    guard ran > 0 || !failures.isEmpty else {
      return reports.contains { $0.breakage != nil } ? reasons : reasons + [.noTests]
    }
    guard let usual = expectations.usualTests, let least = expectations.leastUsualTests else {
      let isStrict = expectations.isStrict && expectations.minimumTests == nil
      return reasons + (isStrict ? [.nothingToCompare] : [])
    }
    if ran < least {
      reasons.append(.fewerTestsThanUsual(ran: ran, usual: usual, least: least))
    }
    return reasons
  }

  fileprivate func listReasons(excuses: Int) -> [GateReason] {
    switch list {
    case .unreadable(let reason): return failures.isEmpty ? [] : [.noHistory(reason: reason)]
    case .read(let updated):
      guard excuses > 0, isOlder(updated) else { return [] }
      return [.oldList(updated: updated, maximumAge: expectations.maximumAge)]
    }
  }

  private func isOlder(_ updated: Timestamp?) -> Bool {
    guard let updated else { return true }
    let age = asOf.milliseconds - updated.milliseconds
    return age > expectations.maximumAge.count / 1000
  }

  fileprivate var failureReasons: [GateReason] {
    failures.compactMap { failure in
      failure.unexcusedCause.map { .failed(failure.testID, $0) }
    }
  }
}

extension GateReport {
  /// What speaks against the run; none where the report is whole or absent.
  fileprivate var breakage: GateReason? {
    switch state {
    case .truncated(_, let line): .truncatedReport(path: path, line: line)
    case .unreadable(let reason, let line):
      .unreadableReport(path: path, line: line, reason: reason)
    case .whole, .old, .missing: nil
    }
  }

  /// What was named and tells nothing; of files that were found, older ones are of other runs.
  fileprivate var absence: GateReason? {
    switch state {
    case .old: isNamed ? .oldReport(path: path) : nil
    case .missing(let reason): .missingReport(reason: reason)
    case .whole, .truncated, .unreadable: nil
    }
  }
}

extension GateCase {
  fileprivate func remarks(excused: [GateFailure]) -> [GateRemark] {
    var remarks: [GateRemark] = []
    for failure in excused {
      guard let entry = failure.entry else { continue }
      if let expires = entry.expires, expires <= asOf {
        remarks.append(.overdue(failure.testID, expired: expires, owner: entry.owner))
      }
      if failure.knownSignatures.isEmpty { remarks.append(.nothingRecorded(failure.testID)) }
    }
    if retried > 0 { remarks.append(.retried(retried)) }
    let old = reports.count { $0.state == .old && !$0.isNamed }
    if old > 0 { remarks.append(.oldReports(old)) }
    return remarks + absenceRemarks
  }

  private var absenceRemarks: [GateRemark] {
    guard isFresh else { return mustProve || reports.isEmpty ? [] : [.noFreshReport] }
    guard expectations.minimumTests == nil, case .read = list else { return [] }
    guard let usual = expectations.usualTests, let least = expectations.leastUsualTests else {
      return expectations.isStrict ? [] : [.nothingToCompare]
    }
    return !mustProve && ran < least ? [.fewerTestsThanUsual(ran: ran, usual: usual)] : []
  }
}
