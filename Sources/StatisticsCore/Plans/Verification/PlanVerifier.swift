/// Holds the reports of a run against its plan.
///
/// A name is proved where at least one of its cases is in the reports of its node and none is in
/// those of another. Cases that were skipped account for their name on its own node; on others they
/// say nothing, because some runners list as skipped what they were not told to run. Several reports
/// of a node add up; a case that two of them have ran again, as after a retry. Reports say nothing of
/// cases that should have run and left no trace: that a file ran is known by its cases, and that all
/// of them did is not.
///
/// - Parameters:
///   - plan: the plan.
///   - reports: the reports; nodes that they name are nodes of the plan.
///   - keys: the names of the plan's items as reports may write them, by position; the names
///     themselves where none are given.
///   - rules: what may be beside the plan.
public func verify(
  _ plan: SplitPlan,
  reports: [RunReport],
  keys: [String]? = nil,
  rules: VerificationRules = VerificationRules()
) -> PlanVerification {
  var verifier = PlanVerifier(plan, reports, keys: keys ?? plan.items.map(\.name), rules)
  return verifier.verification()
}

struct PlanVerifier {
  private let plan: SplitPlan
  private let reports: [RunReport]
  private let rules: VerificationRules
  private let places: ReportPlaces
  private let tally: ReportTally
  private var result: PlanVerification

  init(_ plan: SplitPlan, _ reports: [RunReport], keys: [String], _ rules: VerificationRules) {
    self.plan = plan
    self.reports = reports
    self.rules = rules
    let matched = MatchedReports(reports, keys: keys, kind: plan.kind)
    places = ReportPlaces(of: reports, matched, plan: plan)
    tally = ReportTally(reports, matched, places, items: plan.items.count)
    result = PlanVerification(
      planID: plan.id,
      names: plan.items.count,
      nodes: tally.nodes(of: plan),
      unplaced: tally.unplaced(reports),
      // A plan that is made by name or size counts in names or bytes.
      hasPredictions: plan.coveredNames > 0
    )
    result.copies = tally.copies
  }

  mutating func verification() -> PlanVerification {
    for position in plan.items.indices { place(position) }
    addStrays()
    for (position, report) in reports.enumerated() {
      guard let defect = report.defect else { continue }
      result.defects.append(
        DefectiveReport(report: report.name, node: places.places[position].node, defect: defect)
      )
    }
    result.silentNodes = result.nodes.indices.filter {
      result.nodes[$0].names > 0 && result.nodes[$0].reports == 0 && result.nodes[$0].missing > 0
    }
    if result.hasPredictions { addEstimates() }
    return result
  }

  // MARK: Items

  private mutating func place(_ position: Int) {
    let (item, runs) = (plan.items[position], tally.runs[position])
    let (node, ranAt) = (Int(item.node), runs.places)
    result.nodes[node].names += 1
    for place in ranAt {
      switch place {
      case .node(node): result.nodes[node].ran += 1
      case .node(let other): result.nodes[other].extra += 1
      case .report: result.unplaced?.ran += 1
      }
    }
    switch ranAt.count {
    case 0: placeWithoutRun(item, runs)
    case 1: placeOnce(item, runs, ranAt[0])
    default: result.repeated.append(RepeatedName(name: item.name, places: ranAt.map(told)))
    }
  }

  private mutating func placeWithoutRun(_ item: SplitPlan.Item, _ runs: ItemRuns) {
    let node = Int(item.node)
    if runs.isSkipped(on: node) {
      result.nodes[node].ran += 1
      result.skippedOnly.append(item.name)
    } else if rules.isExpectedEmpty(item.name) {
      result.expectedEmpty.append(item.name)
    } else {
      result.nodes[node].missing += 1
      let isElsewhere = !runs.skippedAt.isEmpty
      result.missing.append(
        MissingName(name: item.name, node: node, isSkippedElsewhere: isElsewhere)
      )
    }
  }

  private mutating func placeOnce(
    _ item: SplitPlan.Item,
    _ runs: ItemRuns,
    _ place: ReportPlaces.Place
  ) {
    guard let node = place.node else {
      // The report may be that of several nodes, on each of which the case ran.
      guard runs.hasAlike else { return }
      return result.repeated.append(RepeatedName(name: item.name, places: [told(place)]))
    }
    let again = runs.reportsAgain
    if !again.allSatisfy({ places.isCertain[$0] }) {
      let names = again.map { RunPlace.report(reports[$0].name) }
      return result.repeated.append(RepeatedName(name: item.name, places: names))
    }
    if !again.isEmpty { result.rerun.append(item.name) }
    if node != item.node {
      result.misplaced.append(
        MisplacedName(name: item.name, planned: Int(item.node), ran: node)
      )
    }
  }

  private func told(_ place: ReportPlaces.Place) -> RunPlace {
    switch place {
    case .node(let node): .node(node)
    case .report(let position): .report(reports[position].name)
    }
  }

  // MARK: Strays and estimates

  private mutating func addStrays() {
    for stray in tally.strays {
      let name = StrayName(name: stray.name, places: stray.places.sorted().map(told))
      for case .node(let node) in stray.places { result.nodes[node].extra += 1 }
      let isCaught = rules.takesNewNames && stray.places == [.node(0)] && !stray.isAmbiguous
      if isCaught { result.caught.append(name) } else { result.strays.append(name) }
    }
  }

  private mutating func addEstimates() {
    let errors = EstimateErrors(plan, tally.runs)
    result.worstEstimates = errors.worst
    result.meanError = errors.mean
  }
}

extension ReportPlaces.Place {
  /// The node; none where it is not known.
  var node: Int? {
    if case .node(let node) = self { node } else { nil }
  }
}
