import StatisticsCore
import TestModel

extension PublishedRule {
  /// TestGrid's flip analyzer.
  ///
  /// On the default branch, rows of three failures or more are left out, and what is left is scored
  /// by its changes between pass and fail; a test counts by its worst job and variant. Every
  /// dashboard has its own threshold.
  ///
  /// GoogleCloudPlatform/testgrid, `pkg/summarizer/analyzers`.
  static let testGrid = PublishedRule(
    name: "TestGrid",
    summary: "changes between pass and fail on the default branch, rows of 3 failures left out",
    judge: { history in
      history.timelines.map { timeline in
        let streams = history.streams(of: timeline, onDefaultBranch: true)
        return Call(score: streams.map { flipShare($0.map(\.failedFinally)) }.max() ?? 0)
      }
    },
    isChosenInHindsight: true
  )

  private static func flipShare(_ outcomes: [Bool]) -> Double {
    var considered: [Bool] = []
    var position = 0
    while position < outcomes.count {
      let row = outcomes[position...].prefix { $0 == outcomes[position] }.count
      if !outcomes[position] || row < 3 {
        considered += Array(repeating: outcomes[position], count: row)
      }
      position += row
    }
    let flips = zip(considered, considered.dropFirst()).count { $0 != $1 }
    return considered.isEmpty ? 0 : Double(flips) / Double(considered.count)
  }
}

extension FlakinessHistory {
  /// What a test ran by job and variant, each by time.
  func streams(of timeline: TestTimeline, onDefaultBranch: Bool = false) -> [[TestRun]] {
    let runs = timeline.runs.filter { testRun in
      testRun.ran && (!onDefaultBranch || jobRuns[Int(testRun.run)].isOnDefaultBranch)
    }
    return Dictionary(grouping: runs) { stream(of: $0.run) }
      .sorted { $0.key < $1.key }.map(\.value)
  }
}
