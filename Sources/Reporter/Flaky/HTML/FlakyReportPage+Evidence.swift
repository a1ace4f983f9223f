import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// The events of one test that stand open; the rest unfolds.
  static let mostOpenEvents = 10
  /// The events of one page and of one test, so that a page of hundreds of tests stays readable.
  static let mostEvents = 1500
  static let mostEventsOfTest = 100

  /// A part for each flaky test: what it did, run by run, and when it failed on code that passed.
  var evidence: Section? {
    guard !listed.isEmpty else { return nil }
    return Section(
      id: "evidence",
      title: "Test by test",
      summary: plural(listed.reduce(0) { $0 + $1.evidence.count }, "flake"),
      body: key + listed.map(article).joined(separator: "\n")
    )
  }

  private var key: HTMLText {
    guard !strips.isEmpty else { return "" }
    return "<p>Each cell of a strip is a job run. Its height tells how the test ended there:</p>\n"
      + historyStripKey + "\n"
  }

  private func article(_ test: TestAssessment) -> HTMLText {
    """
    <article aria-labelledby="test-\(test.test.stableID)">
    <h3 id="test-\(test.test.stableID)">\(name(test.test))</h3>
    <p>\(finding(test))</p>
    \(quarantineNote(test))\(strips(test))\(signatures(test))\(causes(test))\
    \(events(test))\(discounted(test))
    </article>
    """
  }

  private func finding(_ test: TestAssessment) -> HTMLText {
    let commits = Set(test.evidence.map { $0.commit ?? "run \($0.jobRunID)" }).count
    let places =
      strips[test.test.id] == nil ? test.streams.map(\.name).filter { !$0.isEmpty } : []
    let jobs: HTMLText =
      places.isEmpty ? "" : " It runs in \(places.joined(separator: ", "))."
    let owners: HTMLText =
      test.owners.isEmpty ? "" : " Owner: \(boundedList(test.owners, most: 5))."
    return """
      \(why(test)) The flakes are on \(plural(commits, "commit")); CI time lost: \
      \(humanDuration(test.lostTime)), pipelines held up: \(grouped(test.blockedPipelines)).\
      \(began(test))\(durations(test))\(jobs)\(owners)
      """
  }

  private func quarantineNote(_ test: TestAssessment) -> HTMLText {
    guard let record = quarantine[test.test.id], record.state != .cleared else { return "" }
    let entry = record.entry
    var note: HTMLText =
      record.state.isExcused
      ? "In quarantine since \(date(entry.since)), put there by \(entry.author)"
      : "Not in quarantine: \(record.state.words) since \(date(record.decision.at)), by "
        + "\(record.decision.author)"
    let reason = record.state.isExcused ? entry.reason : record.decision.reason
    if !reason.isEmpty { note = note + ": \(reason)" }
    note = note + "."
    if record.state == .reflaked { note = note + " It flaked after it had left, and came back." }
    if record.state.isExcused, let expires = entry.expires {
      note =
        note
        + (isOverdue(entry)
          ? " Overdue: it was to be looked at again by \(date(expires))."
          : " To be looked at again by \(date(expires)).")
    }
    if let owner = entry.owner { note = note + " Owner: \(owner)." }
    if let issue = entry.issue {
      note = note + " Issue: \(HTMLText.link(issue, label: "\(issue)"))."
    }
    return "<p>\(note)</p>\n"
  }

  // MARK: Events

  /// The events, the latest first.
  private func events(_ test: TestAssessment) -> HTMLText {
    let fair = max(FlakyReportPage.mostEvents / listed.count, 3)
    let most = min(fair, FlakyReportPage.mostEventsOfTest)
    let shown = test.evidence.reversed().prefix(most)
    guard !shown.isEmpty else { return "<p class=\"soft\">No event is kept.</p>" }
    let open = shown.prefix(FlakyReportPage.mostOpenEvents)
    let folded = shown.dropFirst(FlakyReportPage.mostOpenEvents)
    var html = table(Array(open), caption: folded.isEmpty ? "Flakes" : "Latest flakes")
    if !folded.isEmpty {
      html =
        html + """

          <details><summary>\(plural(folded.count, "earlier flake"))</summary>
          \(table(Array(folded), caption: "Earlier flakes"))
          </details>
          """
    }
    let rest = test.evidence.count - shown.count
    guard rest > 0 else { return html }
    return html + """

      <p class="soft">\(plural(rest, "flake")) before these: see the JSON report.</p>
      """
  }

  private func table(_ events: [FlakeEvidence], caption: HTMLText) -> HTMLText {
    HTMLTable(
      caption: caption,
      columns: [
        .init(title: "Job run that failed"), .init(title: "Why it is a flake"),
        .init(title: "Job"),
        .init(title: "Branch"), .init(title: "Commit"), .init(title: "Failure"),
      ],
      rows: events.map(row),
      isLandmark: false
    ).html
  }

  private func row(_ flake: FlakeEvidence) -> [HTMLText] {
    let run = runs[flake.jobRunID]?.jobRun
    return [
      HTMLText.link(run?.url, label: minute(flake.at)),
      "\(flake.kind.words)",
      job(flake.stream),
      run?.branch.map { "\($0, longest: 80)" } ?? "<span class=\"soft\">unknown</span>",
      commit(flake.commit),
      signature(flake.signature),
    ]
  }
}
