import StatisticsCore
import TestModel

extension SuiteReport {
  /// What more nodes would do, in a sentence or two; none where nothing is known.
  func curveText(_ quote: (String) -> String) -> String? {
    guard let curve, let now = curve.points.first(where: { $0.nodes == nodes }) else { return nil }
    let told = [nodes * 2, nodes * 4].compactMap { count in
      curve.points.first { $0.nodes == count }
    }
    let more = told.map { "\(grouped($0.nodes)) would take \(span($0.makespan))" }
    let with = curve.costPerNode.map { "with the \(span($0)) of each node beside its tests" }
    let start =
      "In a perfect split, \(plural(nodes, "node")) \(nodes == 1 ? "takes" : "take") "
      + span(now.makespan) + (more.isEmpty ? "" : "; " + more.joined(separator: ", ")) + ", "
      + (with ?? "tests alone") + "."
    let floor = "\(quote(curve.floorName.displayName)) alone takes \(span(curve.floor))"
    guard let least = curve.nodesAtFloor else {
      return "\(start) No number of nodes ends before its longest file: \(floor)."
    }
    return "\(start) More than \(plural(least, "node")) gain nothing: \(floor)."
  }

  /// How much is known of its files, in a sentence or two.
  var coverageText: String {
    guard coverage.all.files > 0 else { return "Nothing is known of its files." }
    let share = Double(coverage.known.time) / Double(max(1, coverage.all.time))
    var text =
      "\(grouped(coverage.known.files)) of \(plural(coverage.all.files, "file")), and "
      + "\(humanPercentage(share)) of the time, have \(TimingCoverage.fewestRuns) runs or more."
    if coverage.withoutFile.files > 0 {
      text +=
        " \(plural(coverage.withoutFile.files, "class", "classes")) have no file and cannot be "
        + "split by file."
    }
    if let error = coverage.error {
      text += " In the last runs, files were off by \(gapText(error)) of their time."
    }
    return text
  }
}
