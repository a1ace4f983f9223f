import Formats
import Foundation
import Ingester
import StatisticsCore
import TestModel

/// What the reports of a run say, each by itself.
///
/// Of one case in two reports nobody knows whether one is a rerun of the other or another browser's:
/// it failed where it failed in any of them. Reports that hold an attempt each are one.
struct GateReading {
  private(set) var reports: [GateReport] = []
  /// The tests that failed in the end, by identity; the history was not asked yet.
  private(set) var failures: [GateFailure] = []
  /// The tests that passed when they were run again.
  private(set) var retried = 0

  private let rules: IdentityRules
  private let folders: [String]
  private let mask: SecretMask
  private var failed: [TestID: GateFailure] = [:]
  private var attempts = AttemptReports()

  /// Reads the reports that paths lead to.
  ///
  /// - Parameters:
  ///   - stamps: what was there before the command; none where finished reports are read.
  ///   - repo: the repository.
  init(
    _ paths: [String],
    olderThan stamps: ReportStamps?,
    repo: String?,
    in surroundings: Surroundings
  ) throws {
    folders = [surroundings.folder] + checkoutFolders(in: surroundings.variables)
    rules = identityRules(repo: repo, checkoutFolders: folders)
    mask = SecretMask(environment: surroundings.variables)
    guard !paths.isEmpty else { return }
    let found = try ReportsOnCommandLine(paths, in: surroundings)
    defer { found.removeSpooledInput() }
    let named = Set(paths.map { surroundings.relative($0) })
    for file in found.files where !isEarlierAttempt(file, of: found.files) {
      if let stamps, !stamps.isFresh(surroundings.absolute(file)) {
        reports.append(GateReport(path: file, state: .old, isNamed: named.contains(file)))
      } else {
        try read(file, isNamed: named.contains(file), isWalked: found.walked.contains(file))
      }
    }
    for rejected in found.rejected {
      let path = rejected.rejection.file
      reports.append(GateReport(path: path, state: .missing(reason: rejected.failure.description)))
    }
    for testCase in attempts.casesInTheEnd { take(testCase, isCheck: false) }
    failures = failed.values.sorted { $0.testID < $1.testID }
  }

  private mutating func read(_ file: String, isNamed: Bool, isWalked: Bool) throws {
    let rejected = try forEachReport(ofFile: file) { entry in
      guard entry.hasKnownFormat || !(isWalked || entry.name != file) else { return }
      var collected = CollectedCases()
      do {
        let summary = try entry.read(rules: rules) { collected.add($0) }
        guard !summary.isTimingsOnly else { return }
        add(collected.cases, summary, of: entry, isNamed: isNamed)
      } catch let error as ReportError {
        // Folders hold other XML, too, such as the coverage.
        if isWalked, case .notJUnit = error { return }
        let state = GateReport.State.unreadable(reason: error.description, line: error.line)
        reports.append(GateReport(path: entry.name, state: state, isNamed: isNamed))
      }
    }
    reports += rejected.map {
      GateReport(path: $0.file, state: .unreadable(reason: $0.reason, line: $0.line))
    }
  }

  private mutating func add(
    _ cases: [ReportedCase],
    _ summary: ReportSummary,
    of entry: ReportEntry,
    isNamed: Bool
  ) {
    let ran = summary.isCheck ? 0 : cases.count { $0.outcome != .skipped }
    let line = summary.notes.last?.line
    let state: GateReport.State =
      summary.isTruncated ? .truncated(ran: ran, line: line) : .whole(ran: ran)
    reports.append(GateReport(path: entry.name, state: state, isNamed: isNamed))
    for testCase in cases {
      if entry.holdsAttempt {
        attempts.add(testCase, startedAt: summary.startedAt)
      } else {
        take(testCase, isCheck: summary.isCheck)
      }
    }
  }

  /// Takes a case as it ended.
  private mutating func take(_ testCase: ReportedCase, isCheck: Bool) {
    if testCase.isFlaky { retried += 1 }
    guard testCase.outcome.isFailure else { return }
    let attempts = testCase.attempts.filter(\.outcome.isFailure)
    var failure =
      failed[testCase.id]
      ?? GateFailure(
        testID: testCase.id,
        line: testCase.line,
        namesCause: true,
        isExcusedByRunner: true
      )
    failure.isExcusedByRunner =
      failure.isExcusedByRunner && attempts.allSatisfy { $0.excuse == .runner }
    failure.namesCause = failure.namesCause && attempts.allSatisfy { namesOutsideCause($0.words) }
    for attempt in attempts {
      let signature = FailureSignature(attempt, checkoutFolders: folders, mask: mask)?.text ?? ""
      if !failure.signatures.contains(signature) { failure.signatures.append(signature) }
    }
    failure.isAmbiguous = failure.isAmbiguous || testCase.isAmbiguous
    failure.isCheck = failure.isCheck || isCheck
    failure.isSuiteError =
      failure.isSuiteError || isSuiteLevel(testCase.id, message: attempts.last?.message)
    failed[testCase.id] = failure
  }
}

extension Attempt {
  /// What it says of its failure, without the stack where it can be told apart.
  fileprivate var words: String {
    [type, message ?? details].compactMap { $0 }.joined(separator: ": ")
  }
}

/// Whether a report is one that Bazel keeps of an attempt before the last, beside the last one's.
private func isEarlierAttempt(_ file: String, of files: [String]) -> Bool {
  guard let folder = file.range(of: "/test_attempts/") else { return false }
  return files.contains(file[..<folder.lowerBound] + "/test.xml")
}

/// The cases of reports that hold an attempt each, as Allure's do.
private struct AttemptReports {
  /// One case: the identity, and the producer's own ID where it has one.
  private struct Key: Hashable {
    var id: TestID
    var historyID: String?
  }

  private var cases: [Key: [(start: Timestamp, testCase: ReportedCase)]] = [:]

  /// Adds an attempt; one whose start is not known counts as the last.
  mutating func add(_ testCase: ReportedCase, startedAt: Timestamp?) {
    let historyID = testCase.properties.first { $0.name == "historyId" }?.value
    let start = startedAt ?? Timestamp(milliseconds: .max)
    cases[Key(id: testCase.id, historyID: historyID), default: []].append((start, testCase))
  }

  /// Each case with all its attempts in the order in which they began.
  ///
  /// Of attempts that began together a failed one counts as the last.
  var casesInTheEnd: [ReportedCase] {
    cases.values.compactMap { reports -> ReportedCase? in
      let order = reports.sorted {
        ($0.start.milliseconds, $0.testCase.outcome.isFailure ? 1 : 0)
          < ($1.start.milliseconds, $1.testCase.outcome.isFailure ? 1 : 0)
      }
      guard var last = order.last?.testCase else { return nil }
      last.attempts = order.flatMap(\.testCase.attempts)
      return last
    }
    .sorted { $0.id < $1.id }
  }
}
