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
      With --output, the file is whole at any moment, as the textfile collector of Prometheus's \
      node_exporter needs it; that reads --format prometheus. With --push, the metrics replace those \
      of the same job (and, with --repo, of the same repository) on a Pushgateway, with the token in \
      PUSHGATEWAY_TOKEN, or the user and the password in PUSHGATEWAY_USERNAME and \
      PUSHGATEWAY_PASSWORD, where they are set.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case openmetrics, prometheus, grafana, otlp
  }

  /// The most repositories whose metrics are written: each has some 40 series and more.
  private static let mostRepositories = 100

  @OptionGroup var analysis: AnalysisOptions
  @Option(help: "Name this many of the worst tests of each repository, 50 at most.") var top = 0
  @Option(help: "What to write.") var format = Format.openmetrics
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var pushing: PushingOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (0...50).contains(top) else {
      throw ValidationError("--top is a number from 0 to 50: each test is a series of its own.")
    }
    guard pushing.address != nil else { return }
    guard output == nil, [.openmetrics, .prometheus].contains(format) else {
      throw ValidationError("--push sends metrics in Prometheus's format, and writes no file.")
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    if format == .grafana { return try surroundings.deliver(try grafanaDashboard(), to: output) }
    let store = try common.openForReading(in: surroundings)
    let window = analysis.range(until: analysis.asOf(surroundings))
    let jobRuns = try store.jobRuns(in: window, repo: analysis.repo)
    if pushing.address != nil, jobRuns.isEmpty {
      // The push would replace what is known by nothing.
      return pushing.failed("no job run of the window is in the history", .unusableInput)
    }
    if format == .otlp {
      return try surroundings.deliver(try traces(of: jobRuns, store), to: output).exact
    }
    let owners = Owners(in: surroundings)
    let (repos, remarks) = repositories(of: jobRuns)
    let request = MetricsRequest(
      try metrics(of: repos, store, window: window, owners: owners),
      top: top,
      version: Evenkeel.configuration.version
    )
    let isPlain = pushing.address != nil || format == .prometheus
    let text = metricsText(request, as: isPlain ? .prometheus : .openMetrics)
    guard let address = pushing.address else {
      return try surroundings.deliver(text, to: output, remarks: owners.remarks + remarks).exact
    }
    var pushed = try pushing.push(text, of: analysis.repo, to: address, in: surroundings)
    pushed.remarks = owners.remarks + remarks + pushed.remarks
    return pushed
  }

  private func traces(of jobRuns: [RecordedJobRun], _ store: HistoryStore) throws -> String {
    let failures = try store.failedTests(inJobRuns: jobRuns.map(\.id))
    return try testRunTraces(
      jobRuns: jobRuns,
      tests: failures.tests,
      executions: failures.executions,
      version: Evenkeel.configuration.version
    ).json()
  }

  /// The repositories that are written, by name, and what to say of those that are not.
  private func repositories(of jobRuns: [RecordedJobRun]) -> (names: [String], remarks: [String]) {
    if let repo = analysis.repo { return ([repo], []) }
    let counts = Dictionary(jobRuns.map { ($0.jobRun.repo ?? "", 1) }, uniquingKeysWith: +)
    let largest = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let left = largest.count - Self.mostRepositories
    guard left > 0 else { return (largest.sorted(), []) }
    let remark =
      "only the \(Self.mostRepositories) repositories with the most job runs are written, and \(left) "
      + "are not; name one with --repo"
    return (largest.prefix(Self.mostRepositories).sorted(), [remark])
  }

  private func metrics(
    of repos: [String],
    _ store: HistoryStore,
    window: Range<Timestamp>,
    owners: Owners
  ) throws -> [HistoryMetrics] {
    let records = try store.quarantineRecords(asOf: window.upperBound)
    return try repos.map { repo in
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
  }
}
