import TestModel

/// A stretch of failures on the default branch that goes on at the end of the window.
struct FailingStretch {
  /// How many commits in a row failed.
  var commits: Int
  /// How many job runs in a row failed.
  var runs: Int
  /// The first commit of the stretch.
  var sinceCommit: String?
  /// Whether the test passed on the default branch before, within the window.
  var passedBefore: Bool
}

/// Looks at one test in one stream on the default branch.
struct StretchFinder {
  let ordered: OrderedHistory

  /// The stretch at the end of the window; none when the last run passed.
  ///
  /// - Parameter testRuns: the runs of one test in one stream, by time, without what was set aside.
  func stretchAtEnd(_ testRuns: [PlacedRun]) -> FailingStretch? {
    let onDefault = testRuns.filter { ordered.runs[$0.run].isOnDefaultBranch && $0.ran }
    let failing = onDefault.reversed().prefix { $0.failedFinally }
    guard let first = failing.last else { return nil }
    return FailingStretch(
      commits: Set(failing.map { ordered.codeKey(of: $0.run) }).count,
      runs: failing.count,
      sinceCommit: ordered.runs[first.run].jobRun.commit,
      passedBefore: onDefault.dropLast(failing.count).contains { !$0.failedFinally }
    )
  }

  /// Whether a single failure stands between passes on the default branch, with nothing that says
  /// why: no rerun of its commit passed.
  func hasIsolatedFailure(_ testRuns: [PlacedRun], explained: Set<Int64>) -> Bool {
    let onDefault = testRuns.filter { ordered.runs[$0.run].isOnDefaultBranch && $0.ran }
    return onDefault.indices.contains { index in
      let testRun = onDefault[index]
      guard testRun.failedFirst, !explained.contains(ordered.runs[testRun.run].id) else {
        return false
      }
      let passedBefore = index > 0 && !onDefault[index - 1].failedFirst
      let passedAfter = index + 1 < onDefault.count && !onDefault[index + 1].failedFirst
      return passedBefore && passedAfter
    }
  }
}
