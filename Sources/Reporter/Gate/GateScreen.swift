public import StatisticsCore
import TestModel

/// How many lines of each kind one screen has room for.
private let longestList = 8
/// How many more lines a group in a log takes, which nobody has to unfold.
private let longestGroup = 1000

/// What a gate decided, on one screen: why it is not safe, what was excused and why, and what needs
/// attention.
///
/// Names come from strangers' reports: nothing is left of them that a terminal would obey. In the log
/// of a CI the lines annotate the code, and what has no room on the screen is folded below it.
///
/// - Parameter log: the log of the CI that the screen is for; none where people read it elsewhere.
public func gateScreen(_ judgment: GateJudgment, of run: GateCase, log: CILog? = nil) -> String {
  let lists = gateLists(judgment, of: run, log)
  let headline = gateHeadline(judgment, of: run)
  let top = judgment.isSafe ? nil : log?.syntax.heading(headline)
  let sections = [top ?? wrapped(headline)] + lists.map { $0.text(in: log) }
  return (sections + lists.map { $0.rest(in: log) }).filter { !$0.isEmpty }.joined(separator: "\n")
}

/// Some lines of a screen under a title.
struct GateList {
  /// A line, and what of it annotates the code.
  struct Line {
    var sentence: String
    /// How grave it is; none where it is no annotation.
    var level: CILogAnnotation.Level?
    var place: CILogAnnotation.Place?
    /// What the annotation says beside the sentence.
    var detail: String?
  }

  var title: String
  /// The title of each annotation.
  var annotationTitle: String
  var lines: [Line]

  func text(in log: CILog?) -> String {
    guard !lines.isEmpty else { return "" }
    let shown = lines.prefix(longestList).map { text(of: $0, in: log) }
    return title + ":\n" + shown.joined() + restLine(in: log)
  }

  private func text(of line: Line, in log: CILog?) -> String {
    guard let log else { return point(line.sentence) }
    return annotation(line, line.detail.map { "\(line.sentence) \($0)" } ?? line.sentence, log)
      ?? inertLogText(point(line.sentence))
  }

  /// A point of a list: the first line begins with the mark, the others stand under its text.
  private func point(_ sentence: String) -> String {
    "  - " + wrapped(sentence, indent: 4).dropFirst(4)
  }

  private func restLine(in log: CILog?) -> String {
    let rest = lines.count - longestList
    guard rest > 0 else { return "" }
    guard let log else { return "  … and \(grouped(rest)) more; --json lists all.\n" }
    let sentence = "… and \(grouped(rest)) more, folded at the end of the log of this step."
    return annotation(Line(sentence: sentence, level: lines[longestList].level), sentence, log)
      ?? "  \(sentence)\n"
  }

  /// The line as an annotation; none where the CI has none for it.
  private func annotation(_ line: Line, _ message: String, _ log: CILog) -> String? {
    guard let level = line.level else { return nil }
    let annotation = CILogAnnotation(level, message, title: annotationTitle, place: line.place)
    return log.syntax.line(annotation).map { $0 + "\n" }
  }

  /// What has no room on the screen, folded.
  func rest(in log: CILog?) -> String {
    guard let log, lines.count > longestList else { return "" }
    let rest = lines.dropFirst(longestList)
    var body = rest.prefix(longestGroup).map { point($0.sentence) }.joined()
    if rest.count > longestGroup {
      body += "  … and \(grouped(rest.count - longestGroup)) more; --json lists all.\n"
    }
    return log.syntax.group("\(title): \(grouped(rest.count)) more", body, now: log.now)
  }
}

private func gateLists(_ judgment: GateJudgment, of run: GateCase, _ log: CILog?) -> [GateList] {
  let failures = Dictionary(run.failures.map { ($0.testID, $0) }) { first, _ in first }
  func place(_ test: TestID) -> CILogAnnotation.Place? {
    log?.files.place(test.file, line: failures[test]?.line)
  }
  return [
    GateList(
      title: "Why it is not safe",
      annotationTitle: "Not safe",
      lines: judgment.reasons.map { reason in
        var line = GateList.Line(sentence: reason.sentence, level: .error)
        if case .failed(let test, let cause) = reason {
          line.place = place(test)
          line.detail = failures[test].flatMap { howItFailed($0, cause) }
        }
        return line
      }
    ),
    GateList(
      title: "Excused",
      annotationTitle: "Excused",
      lines: judgment.excused.map {
        GateList.Line(sentence: excuse($0), level: .notice, place: place($0.testID))
      }
    ),
    GateList(
      title: "Needs attention",
      annotationTitle: "Needs attention",
      lines: judgment.remarks.map {
        GateList.Line(sentence: $0.sentence, level: $0.level, place: $0.test.flatMap(place))
      }
    ),
  ]
}

/// How a test failed, in the words of its report, where the cause does not say it.
private func howItFailed(_ failure: GateFailure, _ cause: UnexcusedCause) -> String? {
  if case .newWay = cause { return nil }
  let ways = failure.signatures.filter { !$0.isEmpty }
  return ways.isEmpty ? nil : "It failed with: \(ways.joined(separator: "; "))"
}

/// The decision in one or two sentences.
func gateHeadline(_ judgment: GateJudgment, of run: GateCase) -> String {
  let decision = judgment.isSafe ? "Safe: " : "Not safe: "
  return decision
    + [commandPart(run), testsPart(judgment, run)].compactMap { $0 }
    .joined(separator: "; ") + "."
}

private func commandPart(_ run: GateCase) -> String? {
  switch run.command {
  case nil: nil
  case .exited(0): "the command succeeded"
  case .exited(let status): "the command exited with \(status)"
  case .killed, .stopped, .notStarted: "the command did not run to its end"
  }
}

private func testsPart(_ judgment: GateJudgment, _ run: GateCase) -> String {
  let fresh = run.reports.count(where: \.isFresh)
  guard fresh > 0 else { return "no fresh report" }
  let failed = run.failures.count
  let excused = judgment.excused.count
  let ran = "\(plural(run.ran, "test")) ran in \(plural(fresh, "report"))"
  switch (failed, excused) {
  case (0, _): return "\(ran), none failed"
  case (_, failed):
    return "\(ran), \(grouped(failed)) failed and \(failed == 1 ? "is" : "are all") excused"
  case (_, 0): return "\(ran), \(grouped(failed)) failed"
  default: return "\(ran), \(grouped(failed)) failed, \(grouped(excused)) of them excused"
  }
}

/// An excused failure with what people need to know of it.
private func excuse(_ failure: GateFailure) -> String {
  guard let entry = failure.entry else {
    return "\(failure.testID.displayName): the runner excused it by a rule of its own."
  }
  let rate = entry.flakeRate.map { "fails \(humanPercentage($0)) of the time" }
  let parts = [
    "in quarantine since \(entry.since.isoDate)", rate, entry.owner.map { "owner \($0)" },
    entry.issue, "reason: \(entry.reason)",
  ]
  return "\(failure.testID.displayName): \(parts.compactMap { $0 }.joined(separator: ", "))."
}
