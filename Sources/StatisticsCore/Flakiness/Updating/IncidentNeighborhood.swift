import TestModel

/// The job runs that further ones may share an incident with, or tell something about it: whatever is
/// said of incidents outside of it stays as it is.
///
/// Its reach is that of the search for incidents: the hours over which events are joined, the machine,
/// the branch as long as it stays broken, the same code, whose passes contradict a change, and what
/// came since the default branch's last run, which tells how it was before and after.
struct IncidentNeighborhood {
  /// By job run, whether it is inside.
  private(set) var isInside: [Bool]
  private let jobRuns: [RecordedJobRun]

  /// - Parameters:
  ///   - added: the positions of the further runs.
  ///   - jobRuns: all job runs, by start.
  ///   - incidents: the incidents that are known; one with a run inside is inside as a whole.
  init(of added: [Int32], in jobRuns: [RecordedJobRun], incidents: [Incident]) {
    isInside = Array(repeating: false, count: jobRuns.count)
    self.jobRuns = jobRuns
    for run in added {
      isInside[Int(run)] = true
      addHours(around: Int(run))
      addLane(before: Int(run))
    }
    addSameCode(as: added)
    addWhole(incidents)
  }

  /// The neighborhood that is all of a history.
  init(all jobRuns: [RecordedJobRun]) {
    isInside = Array(repeating: true, count: jobRuns.count)
    self.jobRuns = jobRuns
  }

  private func distance(_ one: Int, _ other: Int) -> Int64 {
    abs(jobRuns[one].startedAt.milliseconds - jobRuns[other].startedAt.milliseconds)
  }

  private mutating func addHours(around run: Int) {
    var position = run - 1
    while position >= 0, distance(position, run) <= EventMerging.gap {
      isInside[position] = true
      position -= 1
    }
    position = run + 1
    while position < jobRuns.count, distance(position, run) <= EventMerging.gap {
      isInside[position] = true
      position += 1
    }
  }

  /// Adds the run before on the branch, those since the default branch's last, and the neighbors on
  /// the machine.
  private mutating func addLane(before run: Int) {
    let told = jobRuns[run]
    var needsBranch = true
    var needsDefault = told.isOnDefaultBranch
    var neighbors = told.jobRun.runner == nil ? 0 : CoFailureScope.neighbors
    var position = run - 1
    while position >= 0, needsBranch || needsDefault || neighbors > 0,
      distance(position, run) <= EventMerging.branchGap
    {
      let other = jobRuns[position]
      if distance(position, run) > CoFailureScope.neighborReach { neighbors = 0 }
      if neighbors > 0, other.jobRun.runner == told.jobRun.runner {
        isInside[position] = true
        neighbors -= 1
      }
      if other.jobRun.job == told.jobRun.job, other.jobRun.variant == told.jobRun.variant {
        let isOnBranch =
          other.jobRun.branch == told.jobRun.branch
          && other.jobRun.nodeIndex == told.jobRun.nodeIndex
        if needsDefault || (needsBranch && isOnBranch) { isInside[position] = true }
        if isOnBranch { needsBranch = false }
        if other.isOnDefaultBranch { needsDefault = false }
      }
      position -= 1
    }
  }

  private mutating func addSameCode(as added: [Int32]) {
    let codes = Set(added.compactMap { Self.code(jobRuns[Int($0)]) })
    for run in jobRuns.indices where !isInside[run] {
      if let code = Self.code(jobRuns[run]), codes.contains(code) { isInside[run] = true }
    }
  }

  /// What was tested, as far as it is known.
  static func code(_ run: RecordedJobRun) -> String? {
    run.jobRun.mergeCommit ?? run.jobRun.commit
  }

  private mutating func addWhole(_ incidents: [Incident]) {
    let positions = Dictionary(
      uniqueKeysWithValues: jobRuns.enumerated().map { ($1.id, $0) }
    )
    var rest = incidents.map { $0.jobRunIDs.compactMap { positions[$0] } }
    var grows = true
    while grows {
      grows = false
      rest.removeAll { runs in
        guard runs.contains(where: { isInside[$0] }) else { return false }
        for run in runs { isInside[run] = true }
        grows = true
        return true
      }
    }
  }
}
