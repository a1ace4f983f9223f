/// Where the cases of one item ran.
struct ItemRuns {
  typealias Place = ReportPlaces.Place

  /// By place, in the order in which they were found, the reports and the cases that ran.
  private(set) var runs: [(place: Place, report: Int, unit: RunReport.Unit)] = []
  /// The places where cases of it were skipped.
  private(set) var skippedAt: [Place] = []

  mutating func add(_ unit: RunReport.Unit, report: Int, place: Place) {
    if unit.cases.isEmpty {
      if unit.skipped > 0 { skippedAt.append(place) }
    } else {
      runs.append((place, report, unit))
    }
  }

  /// Where it ran, each place once: nodes first.
  var places: [Place] { Set(runs.map(\.place)).sorted() }

  /// Whether its cases were skipped where they were planned, or where nobody knows.
  func isSkipped(on node: Int) -> Bool {
    skippedAt.contains { place in
      if case .node(let other) = place { other == node } else { true }
    }
  }

  /// The reports that have a case which another one of them has, too.
  var reportsAgain: [Int] {
    var first: [UInt64: Int] = [:]
    var again: Set<Int> = []
    for run in runs {
      for testCase in run.unit.cases {
        let known = first[testCase] ?? run.report
        first[testCase] = known
        if known != run.report { again.formUnion([known, run.report]) }
      }
    }
    return again.sorted()
  }

  /// Whether a report has several cases of one name.
  var hasAlike: Bool { runs.contains { $0.unit.alike > 0 } }

  /// The time of all its cases, in microseconds.
  var duration: Int64 { runs.reduce(0) { saturatingSum($0, $1.unit.duration) } }
}

/// The sum, held at the largest number when it would overflow.
func saturatingSum(_ left: Int64, _ right: Int64) -> Int64 {
  let (sum, overflow) = left.addingReportingOverflow(right)
  return overflow ? .max : sum
}
