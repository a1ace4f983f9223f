import Reporter
import StatisticsCore
import TestModel

/// What people should know of the timings of a split: how many names they cover, and for each reason
/// why a name has none, what mends it.
struct TimingRemarks {
  let items: [String]
  let matched: MatchedTimings
  /// Whether the kind of the names was found out.
  let isDetected: Bool

  /// How much is known, and of which names nothing is.
  func coverage(of weighed: WeighedItems) -> [String] {
    var remarks: [String] = []
    if isDetected { remarks.append("Autodetected \(weighed.kind) timings.") }
    let imported =
      matched.imported.isEmpty ? "" : " (\(grouped(matched.imported.count)) by imported timings)"
    remarks.append(
      "timings cover \(grouped(matched.known)) of \(plural(items.count, "name"))\(imported) and "
        + "\(percentText(weighed.coveredTime)) of the expected time" + runs
    )
    let unknown = items.indices.filter { !weighed.estimates[$0].isCovered }.map { items[$0] }
    if !unknown.isEmpty {
      remarks.append("No timing found for \(someOf(unknown)); \(standIn(for: weighed.estimates))")
    }
    return remarks + byEnding + moved + (unknown.count * 4 > items.count ? mismatchCauses : [])
  }

  /// Why no name has a timing though there are timings.
  var mismatch: [String] {
    let detecting =
      "Error autodetecting timing type, falling back to weighting by name. Autodetect no matching "
      + "filename or classname.  If file names are used, double check paths for absolute vs relative."
    return (isDetected ? [detecting] : ["there are timings, and none of them is of these names"])
      + mismatchCauses
  }

  // MARK: Parts

  private var runs: String {
    guard let last = matched.suite.lastRun else { return "" }
    return ", from \(plural(matched.suite.runs, "run")), the last of \(last.iso8601.prefix(10))"
  }

  private func standIn(for estimates: [DurationEstimate]) -> String {
    let isOption = estimates.contains { $0.source == .option }
    return isOption ? "weighed by --time-default" : "weighed by the others of the folder"
  }

  private var byEnding: [String] {
    guard let first = matched.match.byEnding.first else { return [] }
    return [
      "\(plural(matched.match.byEnding.count, "name")) found by the end of the path: "
        + "\"\(terminalText(items[first.item]))\" is "
        + "\"\(terminalText(matched.suite.names[first.unit].file))\" in the history; run evenkeel "
        + "in one folder to have one path"
    ]
  }

  private var moved: [String] {
    guard let first = matched.match.moved.first else { return [] }
    return [
      "\(plural(matched.match.moved.count, "name")) weighed as the file that seems to have moved: "
        + "\"\(terminalText(items[first.item]))\" as "
        + "\"\(terminalText(matched.suite.names[first.unit].file))\""
    ]
  }

  /// Why timings and names do not meet, each with what mends it.
  private var mismatchCauses: [String] {
    let units = matched.suite.names
    guard let unit = units.first else { return [] }
    var causes: [String] = []
    if matched.suite.kind == .file, units.allSatisfy(\.file.isEmpty) {
      causes.append(
        "the reports name no file, only classes such as \"\(terminalText(unit.classname))\": let the "
          + "runner write the file attribute (pytest: -o junit_family=xunit1), or split class names "
          + "with --timings-type classname"
      )
    }
    if let absolute = items.first(where: { $0.hasPrefix("/") }), matched.suite.kind == .file {
      causes.append(
        "names are absolute, such as \"\(terminalText(absolute))\": give them relative to the "
          + "checkout, as the reports do"
      )
    }
    if matched.suite.kind != .testname, let test = items.first(where: { $0.contains("::") }) {
      causes.append(
        "names look like tests, such as \"\(terminalText(test))\": --timings-type testname weighs tests"
      )
    }
    if matched.suite.kind != .file, let path = items.first(where: isPath) {
      causes.append(
        "names look like files, such as \"\(terminalText(path))\": --timings-type filename weighs files"
      )
    }
    if causes.isEmpty, let item = items.first {
      let known = matched.suite.kind == .classname || unit.file.isEmpty ? unit.classname : unit.file
      causes.append(
        "the history has names such as \"\(terminalText(unit.name.isEmpty ? known : unit.name))\", "
          + "and these are such as \"\(terminalText(item))\""
      )
    }
    return causes
  }

  private func isPath(_ name: String) -> Bool { name.contains("/") && !name.contains("::") }
}
