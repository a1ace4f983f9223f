import Foundation
import StatisticsCore
import TestModel
import TestSupport
import Testing

@testable import Reporter

@Suite("Metrics")
struct MetricsTests {
  /// A request whose names come from outside.
  private func request(repos: [String], jobs: [String], owners: [String] = []) -> MetricsRequest {
    let repositories = repos.map { repo in
      let from = Timestamp(seconds: 1_790_000_000)
      let runs = jobs.enumerated().map { position, job in
        var run = JobRun()
        (run.repo, run.job, run.pipeline) = (repo, job, "\(position)")
        (run.duration, run.queuedFor) = (Microseconds(60_000_000), Microseconds(1_500_000))
        return RecordedJobRun(
          id: Int64(position),
          jobRun: run,
          startedAt: from.adding(milliseconds: Int64(position)),
          counts: {
            var counts = CaseCounts()
            (counts.cases, counts.failed) = (1, 1)
            return counts
          }(),
          isComplete: true
        )
      }
      let test = RecordedTest(
        id: 1,
        repo: repo,
        testID: TestID(classname: jobs.first ?? "", name: repo),
        isAmbiguous: false,
        firstSeen: from
      )
      let timeline = TestTimeline(
        test: test,
        runs: runs.indices.map {
          var run = TestRun(run: Int32($0), outcome: .failed)
          run.addAttempt(.passed, signature: -1, duration: 1)
          return run
        }
      )
      let history = FlakinessHistory(
        from: from,
        asOf: from.adding(days: 7),
        jobRuns: runs,
        timelines: [timeline],
        signatures: [],
        testCount: 1,
        testsByPlace: [:]
      )
      return HistoryMetrics(
        repo: repo,
        jobRuns: runs,
        assessment: FlakinessAnalysis(history, owners: { _ in owners }).assessment,
        quarantine: []
      )
    }
    return MetricsRequest(repositories, top: 5, version: "1.0")
  }

  private static let hostile =
    EscapingTests.hostile + [
      "a\"} 1\nforged 2", "x\\", "\\\"", "\"\u{301}", "é", "e\u{301}", "\u{0}", "a\u{0}b",
      "a\u{1}b",
    ]

  /// The metrics of repositories, jobs and owners with such names; each kind alone, as they multiply.
  private func hostileMetrics(_ format: MetricsFormat) -> [String] {
    let names = Self.hostile
    return [
      metricsText(request(repos: names.sorted(), jobs: ["unit"]), as: format),
      metricsText(request(repos: ["a/b"], jobs: names, owners: names), as: format),
    ]
  }

  @Test("Names from outside stay in their labels, and no series is there twice")
  func isWellFormed() throws {
    for text in hostileMetrics(.openMetrics) {
      #expect(text.hasSuffix("\n# EOF\n"))
      let series = try #require(MetricSeries.all(in: text))
      let keys = series.map { Key(name: $0.name, labels: $0.labels.mapValues { Array($0.utf8) }) }
      #expect(Set(keys).count == keys.count)
      let families = text.utf8.split(separator: UInt8(ascii: "\n"))
        .map { String(decoding: $0, as: UTF8.self) }
        .filter { $0.utf8.starts(with: "# TYPE ".utf8) }
        .map { String($0.split(separator: " ")[2]) }
      #expect(families == families.sorted() && Set(families).count == families.count)
      #expect(Set(series.map(\.name)) == Set(families))
      let values = Set(series.flatMap(\.labels.values))
      for name in Self.hostile where !name.unicodeScalars.contains(where: isControl) {
        #expect(values.contains(name), "\(name)")
      }
    }
  }

  /// A series by its bytes: what Unicode takes for equal is not the same to Prometheus.
  private struct Key: Hashable {
    var name: String
    var labels: [String: [UInt8]]
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control && scalar != "\n"
  }

  @Test("A name without an end is cut, and control characters are replaced, and names stay apart")
  func longNames() throws {
    let long = String(repeating: "long", count: 2500)
    let jobs = [long + "1", long + "2", "a\u{0}b", "a\u{1}b", "a\u{7F}b", "a\u{FFFD}b"]
    let text = metricsText(request(repos: ["a/b"], jobs: jobs), as: .prometheus)
    #expect(!text.unicodeScalars.contains(where: isControl))
    let series = try #require(MetricSeries.all(in: text)).filter { $0.name == "evenkeel_job_runs" }
    let names = Set(series.compactMap { $0.labels["ci_job"] })
    #expect(series.count == 6 && names.count == 6)
    #expect(names.allSatisfy { $0.unicodeScalars.count <= 209 })
    #expect(names.contains("a\u{FFFD}b"))
  }

  @Test("No label has a name that Prometheus or the Pushgateway gives to labels of its own")
  func labelNames() throws {
    for text in hostileMetrics(.prometheus) {
      let series = try #require(MetricSeries.all(in: text))
      let labels = Set(series.flatMap(\.labels.keys))
      #expect(labels.isDisjoint(with: ["job", "instance", "le", "quantile"]), "\(labels)")
    }
  }

  @Test("More jobs than are exported are added up, so that sums stay right")
  func isBounded() {
    let jobs = (0..<250).map { "job \($0)" }
    let text = metricsText(request(repos: ["a/b"], jobs: jobs, owners: jobs), as: .prometheus)
    let lines = text.split(separator: "\n")
    let runs = lines.filter { $0.hasPrefix("evenkeel_job_runs{") }
    #expect(runs.count == 101)
    #expect(runs.compactMap { Int($0.split(separator: " ").last ?? "") }.reduce(0, +) == 250)
    #expect(runs.contains { $0.contains("(other)") && $0.hasSuffix(" 150") })
    #expect(!text.contains("# UNIT") && !text.contains("# EOF"))
    let owners = lines.filter { $0.hasPrefix("evenkeel_flaky_tests{") }
    #expect(owners.count <= 101)
  }

  @Test("Nothing known is no ratio, and not 0")
  func emptyWindow() {
    let text = metricsText(request(repos: ["a/b"], jobs: []), as: .openMetrics)
    #expect(text.contains("evenkeel_job_runs") == false)
    #expect(!text.contains("\nevenkeel_flaky_failed_job_run_ratio"))
    #expect(text.contains("\nevenkeel_pipelines{repo=\"a/b\"} 0\n"))
  }

  @Test(
    "promtool finds nothing to complain about",
    arguments: [MetricsFormat.openMetrics, .prometheus]
  )
  func promtool(format: MetricsFormat) throws {
    try withTemporaryFolder { folder in
      for text in hostileMetrics(format) {
        let path = try folder.write(text, to: "metrics.prom")
        guard let answer = try Promtool.check("metrics", path) else { return }
        #expect(answer.status == 0 && answer.text.isEmpty, "\(answer.text)")
      }
    }
  }

  @Test("promtool can read each query of the dashboard")
  func promtoolQueries() throws {
    let queries = DashboardRow.all.flatMap(\.panels).flatMap(\.queries)
    func rules(_ expressions: [String]) throws -> Promtool.Answer? {
      let rules = expressions.enumerated().map { position, expression in
        ["record": "panel:query\(position)", "expr": expression.replacing("$repo", with: "a/b|c")]
      }
      // JSON is YAML.
      let document = ["groups": [["name": "dashboard", "rules": rules] as [String: Any]]]
      let data = try JSONSerialization.data(
        withJSONObject: document,
        options: .withoutEscapingSlashes
      )
      return try withTemporaryFolder { folder in
        let path = try folder.write(String(decoding: data, as: UTF8.self), to: "rules.yml")
        return try Promtool.check("rules", path)
      }
    }
    guard let answer = try rules(queries.map(\.expression)) else { return }
    #expect(answer.status == 0, "\(answer.text)")
    #expect(answer.text.contains("\(queries.count) rules found"))
    #expect(try rules(["sum by (repo) ("])?.status != 0)
  }

  @Test("The dashboard asks for metrics that there are, and shows each or leaves it out on purpose")
  func dashboard() throws {
    let text = try grafanaDashboard()
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let panels = try #require(document?["panels"] as? [[String: Any]])
    var asked: Set<MetricName> = []
    var taken: Set<[Int]> = []
    for panel in panels {
      let place = try #require(panel["gridPos"] as? [String: Int])
      let (x, y, w, h) = (place["x"] ?? 0, place["y"] ?? 0, place["w"] ?? 0, place["h"] ?? 0)
      #expect(x + w <= 24)
      for column in x..<x + w {
        for line in y..<y + h { #expect(taken.insert([column, line]).inserted) }
      }
      if panel["type"] as? String == "row" { continue }
      let source = try #require(panel["datasource"] as? [String: String])
      #expect(source == ["type": "prometheus", "uid": "${datasource}"])
      let fields = try #require(panel["fieldConfig"] as? [String: Any])
      let defaults = try #require(fields["defaults"] as? [String: Any])
      #expect(["percentunit", "s", "none"].contains(defaults["unit"] as? String ?? ""))
      for target in try #require(panel["targets"] as? [[String: Any]]) {
        let expression = try #require(target["expr"] as? String)
        for name in expression.matches(of: #/evenkeel_[a-z_]+/#) {
          asked.insert(try #require(MetricName(rawValue: String(name.output))))
        }
      }
    }
    #expect(Set(panels.compactMap { $0["id"] as? Int }).count == panels.count)
    #expect(document?["schemaVersion"] as? Int == 39)
    #expect(panels.count { $0["type"] as? String == "row" } == 3)
    #expect(asked.isDisjoint(with: DashboardRow.unshown))
    #expect(asked.union(DashboardRow.unshown) == Set(MetricName.allCases))
  }
}
