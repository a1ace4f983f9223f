import ArgumentParser
import Reporter
import StatisticsCore
import Storage
import TestModel

struct MetricsCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Write metrics for Prometheus, a dashboard for Grafana, or traces for OpenTelemetry.",
    discussion: """
      With --output, the file is whole at any moment, as Prometheus's textfile collector needs it. \
      For a Pushgateway: evenkeel metrics --format prometheus | curl --data-binary @- URL.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case openmetrics, prometheus, grafana, otlp
  }

  @OptionGroup var analysis: AnalysisOptions
  @Option(help: "Name this many of the worst tests of each repository, 50 at most.") var top = 0
  @Option(help: "What to write.") var format = Format.openmetrics
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...50).contains(top) else {
      throw ValidationError("--top is a number from 0 to 50: each test is a series of its own.")
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    if format == .grafana { return try surroundings.deliver(try grafanaDashboard(), to: output) }
    let store = try common.openForReading(in: surroundings)
    let window = analysis.range(until: analysis.asOf(surroundings))
    let jobRuns = try store.jobRuns(in: window, repo: analysis.repo)
    if format == .otlp {
      let failures = try store.failedTests(inJobRuns: jobRuns.map(\.id))
      let traces = testRunTraces(
        jobRuns: jobRuns,
        tests: failures.tests,
        executions: failures.executions,
        version: Evenkeel.configuration.version
      )
      return try surroundings.deliver(try traces.json(), to: output)
    }
    let owners = Owners(in: surroundings)
    let records = try store.quarantineRecords(asOf: window.upperBound)
    let repos = analysis.repo.map { [$0] } ?? Set(jobRuns.map { $0.jobRun.repo ?? "" }).sorted()
    let repositories = try repos.map { repo in
      let analyzed = try Analysis(
        store,
        window: window,
        repo: repo,
        owners: { owners.owners(of: $0.testID) }
      )
      return HistoryMetrics(
        repo: repo,
        jobRuns: analyzed.jobRuns,
        assessment: analyzed.assessment,
        quarantine: records.filter { $0.test.repo == repo }
      )
    }
    let request = MetricsRequest(
      repositories,
      top: top,
      version: Evenkeel.configuration.version
    )
    let text = metricsText(request, as: format == .prometheus ? .prometheus : .openMetrics)
    return try surroundings.deliver(text, to: output, remarks: owners.remarks).exact
  }
}
