public import StatisticsCore
import TestModel

/// The most values of a label that names come from; the rest is added up as `(other)`.
private let mostNames = 100

/// What is exported about some repositories.
public struct MetricsRequest: Sendable {
  /// The figures, a repository each.
  public var repositories: [HistoryMetrics]
  /// How many of the worst tests of each are named.
  public var top: Int
  /// The version of the tool.
  public var version: String

  /// Creates a request.
  public init(_ repositories: [HistoryMetrics], top: Int, version: String) {
    self.repositories = repositories
    self.top = top
    self.version = version
  }

  /// The metrics that have a value, by name.
  var families: [MetricFamily] {
    var samples: [MetricName: [MetricFamily.Sample]] = [:]
    samples[.buildInfo] = [MetricFamily.Sample(labels: [("version", version)], value: 1)]
    samples[.flakyFailedTarget] = [
      MetricFamily.Sample(labels: [], value: RateFigure.flakyFailedRunsTarget)
    ]
    for repository in repositories {
      let values = RepositorySamples(repository, top: top).samples
      for (name, labels, value) in values {
        let labels = ([("repo", repository.repo)] + labels).map { ($0.0, labelValue($0.1)) }
        samples[name, default: []].append(
          MetricFamily.Sample(labels: labels.sorted { $0.0 < $1.0 }, value: value)
        )
      }
    }
    return MetricName.allCases.sorted { $0.rawValue < $1.rawValue }.compactMap { name in
      samples[name].map { MetricFamily(name: name, samples: $0) }
    }
  }
}

/// The values of one repository.
private struct RepositorySamples {
  private(set) var samples: [(MetricName, [(String, String)], Double)] = []

  init(_ metrics: HistoryMetrics, top: Int) {
    addWindow(metrics)
    addRates(metrics.assessment.rates.total, metrics.assessment.rates.flakyTests)
    addStreams(metrics.assessment.rates.streams)
    addTests(metrics.assessment)
    addQuarantine(metrics)
    addSpans(.pipelineDuration, metrics.pipelineDurations)
    addSpans(.queueTime, metrics.queueTimes)
    addTop(metrics.assessment, top)
  }

  private mutating func add(_ name: MetricName, _ value: Int) { add(name, [], value) }
  private mutating func add(_ name: MetricName, _ value: Double?) { add(name, [], value) }

  private mutating func add(_ name: MetricName, _ labels: [(String, String)], _ value: Int) {
    samples.append((name, labels, Double(value)))
  }

  private mutating func add(
    _ name: MetricName,
    _ labels: [(String, String)],
    _ value: Double?
  ) {
    guard let value else { return }
    samples.append((name, labels, value.rounded(places: 6)))
  }

  private mutating func addWindow(_ metrics: HistoryMetrics) {
    let (from, asOf) = (metrics.assessment.from.milliseconds, metrics.assessment.asOf.milliseconds)
    add(.metricsTimestamp, Double(asOf) / 1000)
    add(.window, Double(asOf - from) / 1000)
    add(.newestRun, metrics.newestRun.map { Double($0.milliseconds) / 1000 })
    add(.excludedRuns, metrics.assessment.excluded.count)
    add(.incompleteRuns, metrics.incompleteRuns)
    add(.outages, metrics.assessment.outages.count)
  }

  private mutating func addRates(_ rates: RunFigures, _ flakyTests: Proportion) {
    let failed = rates.flakyFailedRuns
    add(.flakyFailedRatio, failed.value)
    if failed.total > 0 {
      add(.flakyFailedLower, failed.interval.lowerBound)
      add(.flakyFailedUpper, failed.interval.upperBound)
    }
    add(.executionFlakeRatio, rates.executionFlakes.value)
    add(.flakyTestRatio, flakyTests.value)
    add(.pipelines, rates.blockedPipelines.total)
    add(.blockedPipelines, rates.blockedPipelines.count)
    add(.successRatio, rates.successfulPipelines.value)
    add(.successWithoutFlakesRatio, rates.successfulPipelinesWithoutFlakes.value)
    add(.lostTime, [("cause", "lost_run")], rates.cost.lostRuns.seconds)
    add(.lostTime, [("cause", "retry")], rates.cost.retries.seconds)
    add(.lostTime, [("cause", "queue")], rates.cost.queues.seconds)
  }

  private mutating func addStreams(_ streams: [RunGroup<JobVariant>]) {
    let largest = streams.sorted {
      ($1.figures.flakyFailedRuns.total, $0.key) < ($0.figures.flakyFailedRuns.total, $1.key)
    }
    let kept = Set(largest.prefix(mostNames).map(\.key))
    var counts: [JobVariant: (runs: Int, flaky: Int, outage: Int)] = [:]
    for stream in streams {
      let key = kept.contains(stream.key) ? stream.key : JobVariant(job: "(other)", variant: "")
      var sum = counts[key] ?? (0, 0, 0)
      sum.runs += stream.figures.flakyFailedRuns.total
      sum.flaky += stream.figures.flakyFailedRuns.count
      sum.outage += stream.figures.outageFailedRuns.count
      counts[key] = sum
    }
    for (key, sum) in counts.sorted(by: { $0.key < $1.key }) {
      // Prometheus and the Pushgateway put a label of their own in the place of one called "job".
      let labels = [("ci_job", key.job), ("variant", key.variant)]
      add(.jobRuns, labels, sum.runs)
      add(.flakyFailedRuns, labels, sum.flaky)
      add(.outageFailedRuns, labels, sum.outage)
    }
  }

  private mutating func addTests(_ assessment: FlakinessAssessment) {
    let failed = assessment.tests.filter { $0.failures > 0 }
    for verdict in Verdict.allCases {
      add(.tests, [("verdict", verdict.rawValue)], failed.count { $0.verdict == verdict })
    }
    var counts: [String: Int] = [:]
    for test in assessment.flakyTests() {
      // One that owns a test twice, say as a team and by a rule, owns it once.
      for owner in Set(test.owners.isEmpty ? [""] : test.owners) { counts[owner, default: 0] += 1 }
    }
    let largest = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var kept: [String: Int] = [:]
    for (rank, owner) in largest.enumerated() {
      kept[rank < mostNames ? owner.key : "(other)", default: 0] += owner.value
    }
    for (owner, count) in kept.sorted(by: { $0.key < $1.key }) {
      add(.flakyTests, [("owner", owner)], count)
    }
  }

  private mutating func addQuarantine(_ metrics: HistoryMetrics) {
    let asOf = metrics.assessment.asOf
    for state in QuarantineState.allCases where state != .cleared {
      let count = metrics.quarantine.count { $0.state == state }
      add(.quarantine, [("state", state.rawValue)], count)
    }
    let excused = metrics.quarantine.filter(\.state.isExcused).map(\.entry)
    add(.overdue, excused.count { $0.isOverdue(at: asOf) })
    let oldest = excused.map(\.since.milliseconds).min()
    add(.oldestQuarantine, Double(asOf.milliseconds - (oldest ?? asOf.milliseconds)) / 1000)
  }

  private mutating func addSpans(_ name: MetricName, _ spans: [Microseconds]) {
    for percent in [50, 95] {
      add(name, [("percentile", "\(percent)")], percentile(percent, of: spans)?.seconds)
    }
  }

  private mutating func addTop(_ assessment: FlakinessAssessment, _ top: Int) {
    let worst = assessment.tests.filter { $0.lostTime > .zero }.sorted {
      ($1.lostTime, $0.test.testID) < ($0.lostTime, $1.test.testID)
    }
    for test in worst.prefix(top) {
      let labels = [("id", test.test.stableID), ("test", test.test.testID.displayName)]
      add(.topTests, labels, test.lostTime.seconds)
    }
  }
}

/// A name from outside as the value of a label, bounded in length and without control characters,
/// which nobody can read and some terminals obey; one that is changed has a digest at its end, so
/// that two names stay two.
private func labelValue(_ name: String) -> String {
  let longest = 200
  var kept = String.UnicodeScalarView()
  var isChanged = false
  for (position, scalar) in name.unicodeScalars.enumerated() {
    guard position < longest else {
      isChanged = true
      break
    }
    let isReadable = scalar == "\n" || scalar.properties.generalCategory != .control
    if !isReadable { isChanged = true }
    kept.append(isReadable ? scalar : "\u{FFFD}")
  }
  return isChanged ? "\(String(kept))~\(digest(of: [name]).prefix(8))" : name
}
