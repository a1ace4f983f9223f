import TestModel

/// What the reports of a run hold, by item, by node, and beside the plan.
struct ReportTally {
  typealias Place = ReportPlaces.Place

  struct Stray {
    var name: String
    var places: Set<Place>
    /// Whether it may be one of several items of the plan.
    var isAmbiguous: Bool
  }

  /// By item of the plan.
  private(set) var runs: [ItemRuns]
  /// What belongs to no item, by name.
  private(set) var strays: [Stray] = []
  /// The reports that are the same bytes as another one of their node.
  private(set) var copies = 0
  private var reportsAt: [Place: Int] = [:]
  private var durationAt: [Place: Int64] = [:]

  init(_ reports: [RunReport], _ matched: MatchedReports, _ places: ReportPlaces, items: Int) {
    runs = Array(repeating: ItemRuns(), count: items)
    var strays: [[UInt8]: Stray] = [:]
    var seen: Set<Copy> = []
    for (position, report) in reports.enumerated() {
      let place = places.places[position]
      guard report.digest.isEmpty || seen.insert(Copy(report, place)).inserted else {
        copies += 1
        continue
      }
      reportsAt[place, default: 0] += 1
      for (unit, item, isAmbiguous) in matched.units(ofReport: position) {
        durationAt[place] = saturatingSum(durationAt[place] ?? 0, unit.duration)
        if item >= 0 {
          runs[item].add(unit, report: position, place: place)
        } else if !unit.cases.isEmpty {
          let name = ReportTally.name(of: unit.unit)
          var stray = strays[Array(name.utf8)] ?? Stray(name: name, places: [], isAmbiguous: false)
          stray.places.insert(place)
          stray.isAmbiguous = stray.isAmbiguous || isAmbiguous
          strays[Array(name.utf8)] = stray
        }
      }
    }
    self.strays = strays.values.sorted { precedesInBytes($0.name, $1.name) }
  }

  /// The nodes with what they were to take and did; their names are counted later.
  func nodes(of plan: SplitPlan) -> [NodeVerification] {
    plan.nodes.enumerated().map { index, node in
      var verified = NodeVerification()
      verified.reports = reportsAt[.node(index)] ?? 0
      verified.predicted = node.predicted - node.bias
      verified.actual = durationAt[.node(index)] ?? 0
      return verified
    }
  }

  /// What is in reports of no known node; reports without cases say nothing, wherever they are from.
  func unplaced(_ reports: [RunReport]) -> UnplacedReports? {
    let positions = reports.indices.filter {
      reportsAt[.report($0)] != nil && !reports[$0].units.isEmpty
    }
    guard !positions.isEmpty else { return nil }
    return UnplacedReports(
      reports: positions.map { reports[$0].name },
      actual: positions.reduce(0) { saturatingSum($0, durationAt[.report($1)] ?? 0) }
    )
  }

  /// What people know a unit by.
  private static func name(of unit: TimedUnit) -> String {
    let place = unit.file.isEmpty ? unit.classname : unit.file
    guard !unit.name.isEmpty else { return place }
    let owner = unit.classname.isEmpty ? unit.file : unit.classname
    return owner.isEmpty ? unit.name : "\(owner)::\(unit.name)"
  }

  /// The bytes of a report on a node; of those whose node is not known, the node is one.
  private struct Copy: Hashable {
    var digest: String
    var node: Int

    init(_ report: RunReport, _ place: Place) {
      digest = report.digest
      node = place.node ?? -1
    }
  }
}
