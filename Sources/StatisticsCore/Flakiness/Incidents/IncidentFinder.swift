/// Finds the failures that came together.
public func findIncidents(in history: FlakinessHistory) -> IncidentFinding {
  let finding = IncidentDetector(ordered: OrderedHistory(history)).find()
  return IncidentFinding(
    incidents: finding.incidents,
    excuses: history.timelines.indices.map { test in
      history.timelines[test].runs.compactMap { testRun -> IncidentFinding.Excuse? in
        let run = Int(testRun.run)
        guard testRun.failures > 0 else { return nil }
        if finding.setAside[run]?.contains(test) ?? false {
          return IncidentFinding.Excuse(run: testRun.run, likelihood: 20)
        }
        return finding.together[run]?.contains(test) ?? false
          ? IncidentFinding.Excuse(run: testRun.run, likelihood: 0.1) : nil
      }
    },
    excludedRuns: Set(finding.excludedRuns.map { Int32($0) })
  )
}
