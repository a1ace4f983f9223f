import TestModel

/// The report of a job run as JUnit XML.
///
/// The report of a job that died ends in the middle of its last case; that of one that left no
/// report is empty.
public func junitXML(of run: SimulatedJobRun) -> String {
  guard run.report != .missing else { return "" }
  var text = """
    <?xml version="1.0" encoding="utf-8"?>
    <testsuites>
    \(suiteTag(of: run))

    """
  for reported in run.reportedCases { text += JUnitCase(reported).text + "\n" }
  if run.report == .truncated {
    guard let last = run.cases.last else { return text }
    let element = JUnitCase(last).text
    return text + element.prefix(element.count / 2)
  }
  return text + "</testsuite>\n</testsuites>\n"
}

/// The opening tag of the suite; its totals count the case that was cut off too.
private func suiteTag(of run: SimulatedJobRun) -> String {
  func count(_ outcome: SimulatedCase.Outcome) -> Int {
    run.cases.count { $0.outcome == outcome }
  }
  let total = run.cases.reduce(0) { $0 + $1.durationMilliseconds }
  let attributes = [
    "name=\"pytest\"", "tests=\"\(run.cases.count)\"", "failures=\"\(count(.failed))\"",
    "errors=\"\(count(.error))\"", "skipped=\"\(count(.skipped))\"",
    "time=\"\(DecimalText.seconds(milliseconds: total))\"",
    "timestamp=\"\(run.startedAt.iso8601)\"", "hostname=\"\(XMLText.attribute(run.runner))\"",
  ]
  return "<testsuite " + attributes.joined(separator: " ") + ">"
}
