import StatisticsCore
import TestModel

extension MatchedTimings {
  /// By item, the node that ran it in the last run of the suite over as many nodes; −1 where none
  /// did.
  func previousNodes(of count: Int, total: Int, in source: SourceTimings) throws -> [Int] {
    var nodes = Array(repeating: -1, count: count)
    let timings = try source.runs()
    let last = timings.runs.firstIndex { run in
      run.jobRuns.contains { $0.jobRun.nodeTotal == total }
    }
    guard let last, timings.unitsOfJobRuns.indices.contains(last) else { return nodes }
    let nameOfUnit = try source.measurements(of: suite.kind).nameOfUnit
    for (jobRun, units) in zip(timings.runs[last].jobRuns, timings.unitsOfJobRuns[last]) {
      guard let node = jobRun.jobRun.nodeIndex, (0..<total).contains(node) else { continue }
      for unit in units {
        let name = nameOfUnit[Int(unit)]
        guard name >= 0, match.itemOfUnit[Int(name)] >= 0 else { continue }
        nodes[Int(match.itemOfUnit[Int(name)])] = node
      }
    }
    return nodes
  }
}
