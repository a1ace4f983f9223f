import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// The flaky tests, those that cost most first.
  var offenders: String {
    guard !listed.isEmpty else { return "" }
    let rows = listed.map { test -> [String] in
      let since = [test.firstFlake?.isoDate, shortCommit(test.sinceCommit)].compactMap { $0 }
      let state = quarantined[test.test.id].map {
        "<span class=\"state\">quarantined</span> since \($0.since.isoDate)"
      }
      return [
        "<a href=\"#test-\(test.test.stableID)\">\(name(test))</a>",
        humanDuration(test.lostTime),
        phrase(for: test.rate),
        "\(grouped(test.flakes)) of \(grouped(test.executions))",
        humanPercentage(test.probability),
        sparkline(test.evidence, from: assessment.from, asOf: assessment.asOf),
        HTMLText.escape(since.joined(separator: ", ")),
        test.lastFlake?.isoDate ?? "",
        state ?? "no",
      ]
    }
    return "<h2>Flaky tests by cost</h2>\n"
      + table(
        caption: "\(plural(listed.count, "test")) that fail and pass on the same code",
        columns: [
          ("Test", false), ("CI time lost", true), ("Flake rate (90 % interval)", true),
          ("Flakes", true), ("Probability", true), ("Flakes per day", false), ("Since", false),
          ("Last flake", false), ("Quarantine", false),
        ],
        rows: rows
      )
  }

  /// A section for each flaky test with its evidence.
  var details: String {
    guard !listed.isEmpty else { return "" }
    return "<h2>Evidence</h2>\n" + listed.map(section).joined(separator: "\n")
  }

  private func section(_ test: TestAssessment) -> String {
    let places = test.streams.map(\.name).filter { !$0.isEmpty }
    let ran = places.isEmpty ? "" : " Ran in \(HTMLText.escape(places.joined(separator: ", ")))."
    let events = test.evidence.reversed().map(event)
    let open = events.prefix(Self.mostOpenEvents).joined(separator: "\n")
    let rest = events.dropFirst(Self.mostOpenEvents)
    let folded =
      rest.isEmpty
      ? ""
      : "\n<details><summary>\(plural(rest.count, "earlier flake"))</summary>\n<ul>\n"
        + rest.joined(separator: "\n") + "\n</ul></details>"
    return """
      <section aria-labelledby="test-\(test.test.stableID)">
      <h3 id="test-\(test.test.stableID)">\(name(test))</h3>
      <p>Failed \(grouped(test.flakes)) of \(grouped(test.executions)) times on code that also \
      passed: \(phrase(for: test.rate)). \(humanPercentage(test.probability)) likely to be flaky \
      now.\(ran)</p>
      <ul>
      \(open)
      </ul>\(folded)
      </section>
      """
  }

  private func event(_ flake: FlakeEvidence) -> String {
    let run = runs[flake.jobRunID]
    let how =
      switch flake.kind {
      case .retry: "passed on retry in the same job"
      case .rerun: "passed in another run of the same commit"
      }
    let place = flake.stream.name.isEmpty ? "" : " in \(HTMLText.escape(flake.stream.name))"
    let commit = shortCommit(flake.commit).map { " at commit \(HTMLText.escape($0))" } ?? ""
    let words =
      flake.signature.map { ": <span class=\"name\">\(HTMLText.escape($0))</span>" } ?? ""
    let moment = HTMLText.link(run?.jobRun.url, label: flake.at.iso8601)
    return "<li>\(moment)\(place)\(commit), \(how)\(words)</li>"
  }
}
