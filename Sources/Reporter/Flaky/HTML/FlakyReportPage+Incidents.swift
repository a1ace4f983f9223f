import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// What failed together, and was not the code's fault.
  var outages: Section? {
    section(
      assessment.outages,
      id: "outages",
      title: "Outages",
      caption: "Failures that came together and were not the code’s fault: they count for no test"
    )
  }

  /// What failed together, and may well have been the code's fault.
  var otherIncidents: Section? {
    section(
      assessment.incidents.filter { $0.kind == .change },
      id: "changes",
      title: "Changes that broke several tests",
      caption: "Failures that came together, probably by one change: they count as failures"
    )
  }

  private func section(
    _ incidents: [Incident],
    id: HTMLText,
    title: HTMLText,
    caption: HTMLText
  ) -> Section? {
    guard !incidents.isEmpty else { return nil }
    let table = boundedTable(
      incidents,
      caption: caption,
      columns: [
        .init(title: "When"), .init(title: "What was hit"), .init(title: "Branches"),
        .init(title: "Probability<span class=\"under\">of an outage</span>", isNumber: true),
        .init(title: "Job runs", isNumber: true), .init(title: "Tests", isNumber: true),
        .init(title: "Failures", isNumber: true),
        .init(title: "Time of the<span class=\"under\">job runs</span>", isNumber: true),
        .init(title: "Most failures said", isProse: true), .init(title: "First job run"),
      ]
    ) { incident in
      [
        period(incident), scope(incident.scope), branches(incident),
        "\(humanPercentage(incident.outageProbability))",
        "\(grouped(incident.jobRunIDs.count))", "\(grouped(incident.testRowIDs.count))",
        "\(grouped(incident.failures))", "\(humanDuration(incident.lostTime))",
        signature(incident.signature), firstRun(incident),
      ]
    }
    return Section(id: id, title: title, summary: grouped(incidents.count), body: table)
  }

  private func branches(_ incident: Incident) -> HTMLText {
    guard !incident.branches.isEmpty else { return "<span class=\"soft\">unknown</span>" }
    return "\(boundedList(incident.branches, most: 3), longest: 160)"
  }

  private func period(_ incident: Incident) -> HTMLText {
    guard incident.to > incident.from else { return minute(incident.from) }
    return "\(minute(incident.from))<span class=\"under\">to \(minute(incident.to))</span>"
  }

  private func scope(_ scope: Incident.Scope) -> HTMLText {
    switch scope {
    case .wholeRun: "most tests of the job runs"
    case .folder(let folder): "the tests in \(quote(folder))"
    case .signature: "tests that failed with one message"
    case .host(let host): "tests on the machine \(quote(host))"
    case .scattered: "tests with nothing in common but the moment"
    }
  }

  private func firstRun(_ incident: Incident) -> HTMLText {
    guard let id = incident.jobRunIDs.first, let run = runs[id] else {
      return "<span class=\"soft\">unknown</span>"
    }
    let job = JobVariant(job: run.jobRun.job ?? "", variant: run.jobRun.variant ?? "").name
    let label: HTMLText = job.isEmpty ? "job run" : "\(job)"
    return """
      \(HTMLText.link(run.jobRun.url, label: label))<span class="under">\
      \(commit(run.jobRun.commit))</span>
      """
  }
}
