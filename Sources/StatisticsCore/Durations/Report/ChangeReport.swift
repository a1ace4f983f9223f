public import TestModel

/// A change of an item, or of a whole suite, with where it came.
public struct ChangeReport: Sendable, Hashable {
  /// The change, in the suite where it is clearest.
  public var change: DurationChange
  /// The name of the item; none of a whole suite.
  public var name: TimedUnit?
  /// The suite: its position in the report.
  public var suite: Int
  /// Other suites in which the item changed the same way at the same time.
  public var alsoIn: [Int]
  /// The last run that was surely before the change, and the first that was surely after it.
  public var lastBefore, upTo: SuiteRunPlace
  /// The first run after the change.
  public var first: SuiteRunPlace
  /// What it costs a day in all these suites, in microseconds; negative where it saves time.
  public var costPerDay: Int64

  /// The changes of items, those of one item in several suites together.
  static func changes(of analyses: [SuiteAnalysis]) -> (changes: [ChangeReport], tried: Int) {
    struct Key: Hashable {
      var repo: String
      var name: TimedUnit
    }
    var byName: [Key: [ChangeReport]] = [:]
    for (position, analysis) in analyses.enumerated() {
      for change in analysis.changes.changes where analysis.isPresent[change.item] {
        let key = Key(repo: analysis.suite.repo, name: analysis.names[change.item])
        let report = ChangeReport(change, name: key.name, in: analysis, at: position)
        byName[key, default: []].append(report)
      }
    }
    let changes = byName.values.flatMap(together).sorted(by: isListedBefore)
    return (changes, analyses.map(\.changes.tried).reduce(0, +))
  }

  init(_ change: DurationChange, name: TimedUnit?, in analysis: SuiteAnalysis, at position: Int) {
    self.change = change
    self.name = name
    suite = position
    alsoIn = []
    lastBefore = analysis.place(ofRun: change.lastRunBefore)
    upTo = analysis.place(ofRun: change.upToRun)
    first = analysis.place(ofRun: change.firstRun)
    costPerDay = Int64((Double(change.difference) * analysis.runsPerDay).rounded())
  }

  /// Changes of one item; those of one direction whose times overlap become the clearest of them.
  private static func together(_ changes: [ChangeReport]) -> [ChangeReport] {
    let clearest = changes.sorted {
      $0.change.pValue != $1.change.pValue
        ? $0.change.pValue < $1.change.pValue
        : ($0.suite, $0.change.firstRun) < ($1.suite, $1.change.firstRun)
    }
    var kept: [ChangeReport] = []
    for change in clearest {
      let same = kept.firstIndex { other in
        other.change.isSlower == change.change.isSlower
          && other.change.isLast == change.change.isLast
          && other.suite != change.suite && !other.alsoIn.contains(change.suite)
          && other.lastBefore.startedAt <= change.upTo.startedAt
          && change.lastBefore.startedAt <= other.upTo.startedAt
      }
      guard let same else {
        kept.append(change)
        continue
      }
      kept[same].alsoIn.append(change.suite)
      kept[same].costPerDay += change.costPerDay
    }
    for position in kept.indices { kept[position].alsoIn.sort() }
    return kept
  }

  private static func isListedBefore(_ left: ChangeReport, _ right: ChangeReport) -> Bool {
    let costs = (left.costPerDay.magnitude, right.costPerDay.magnitude)
    if costs.0 != costs.1 { return costs.0 > costs.1 }
    if left.suite != right.suite { return left.suite < right.suite }
    return (left.change.item, left.change.firstRun) < (right.change.item, right.change.firstRun)
  }
}
