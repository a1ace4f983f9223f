import TestModel

/// The units of all reports with the items that they belong to.
struct MatchedReports {
  private let reports: [RunReport]
  private let starts: [Int]
  private let itemOfUnit: [Int32]
  private let ambiguous: Set<Int>

  /// - Parameter keys: the names of the plan's items as reports may write them.
  init(_ reports: [RunReport], keys: [String], kind: String) {
    self.reports = reports
    var starts = [0]
    for report in reports { starts.append((starts.last ?? 0) + report.units.count) }
    self.starts = starts
    let matcher = ItemMatcher(keys: keys, kind: ReportedTiming.Kind(planned: kind))
    let match = matcher.matchReported(reports.flatMap { $0.units.map(\.unit) })
    itemOfUnit = match.itemOfUnit
    ambiguous = Set(match.ambiguous)
  }

  /// The units of a report: the item of each, −1 for none, and whether it may be one of several.
  func units(
    ofReport position: Int
  ) -> [(unit: RunReport.Unit, item: Int, isAmbiguous: Bool)] {
    reports[position].units.enumerated().map { offset, unit in
      let place = starts[position] + offset
      return (unit, Int(itemOfUnit[place]), ambiguous.contains(place))
    }
  }
}

extension ReportedTiming.Kind {
  /// What the names of a plan are; files where it does not say.
  init(planned kind: String) {
    switch kind {
    case "classname": self = .classname
    case "testname": self = .testname
    default: self = .file
    }
  }
}
