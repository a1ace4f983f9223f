/// Which node wrote each report.
///
/// Where nobody says, the report does: it is of the node that most of its names were planned on. That
/// is evidence only where it has two names at least; a single one would always be where it belongs.
struct ReportPlaces {
  enum Place: Hashable, Comparable {
    case node(Int)
    /// A report of no known node, by its position: it may be of any of them.
    case report(Int)
  }

  /// By report.
  private(set) var places: [Place] = []
  /// By report, whether its node was told or is told by more than one of its names.
  private(set) var isCertain: [Bool] = []
  private let plannedNames: [Int]

  init(of reports: [RunReport], _ matched: MatchedReports, plan: SplitPlan) {
    var planned = Array(repeating: 0, count: plan.nodes.count)
    for item in plan.items { planned[Int(item.node)] += 1 }
    plannedNames = planned
    for (position, report) in reports.enumerated() {
      let items = Set(matched.units(ofReport: position).map(\.item).filter { $0 >= 0 })
      let node = report.node ?? node(of: items, plan)
      places.append(node.map { .node($0) } ?? .report(position))
      isCertain.append(report.node != nil || node != nil && items.count > 1)
    }
  }

  private func node(of items: Set<Int>, _ plan: SplitPlan) -> Int? {
    var counts: [Int: Int] = [:]
    for item in items { counts[Int(plan.items[item].node), default: 0] += 1 }
    guard let most = counts.max(by: { $0.value < $1.value }), 2 * most.value > items.count else {
      return nil
    }
    // A report that holds most names of several nodes is that of all of them, put together.
    let whole = counts.count { $0.value > 1 && 2 * $0.value > plannedNames[$0.key] }
    return whole > 1 ? nil : most.key
  }
}
