import Formats
import Ingester
import StatisticsCore
import TestModel

/// What failed by reports that are not in the history.
struct ReportedFailures {
  private(set) var failures: [ReportedFailure] = []
  /// The reports that were read.
  private(set) var files = 0
  /// Those of which some or all is missing.
  private(set) var incomplete = 0

  init() {}

  /// Reads reports.
  init(_ paths: [String], in surroundings: Surroundings) throws {
    guard !paths.isEmpty else { return }
    let found = try ReportsOnCommandLine(paths, in: surroundings)
    defer { found.removeSpooledInput() }
    if let failure = found.onlyFailure { throw failure }
    files = found.files.count
    incomplete = found.rejected.count
    let folders = [surroundings.folder] + checkoutFolders(in: surroundings.variables)
    let rules = identityRules(repo: nil, checkoutFolders: folders)
    for file in found.files {
      let rejected = try forEachReport(ofFile: file) { entry in
        var collected = CollectedCases()
        let summary = try? entry.read(rules: rules) { collected.add($0) }
        if summary?.isTruncated ?? true { incomplete += 1 }
        add(
          collected.cases,
          isCheck: summary?.isCheck ?? false,
          stream: surroundings.jobRun.stream
        )
      }
      incomplete += rejected.count
    }
  }

  private mutating func add(_ cases: [ReportedCase], isCheck: Bool, stream: JobVariant) {
    failures += cases.filter(\.outcome.isFailure).map { testCase in
      ReportedFailure(
        testID: testCase.id,
        jobRunID: nil,
        stream: stream,
        message: testCase.tellingAttempt.flatMap { FailureSignature($0)?.text },
        line: testCase.line,
        isCheck: isCheck
      )
    }
  }
}
