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

  @Test("Names from outside stay in their labels, and no series is there twice")
  func isWellFormed() throws {
    let hostile =
      EscapingTests.hostile + ["a\"} 1\nforged 2", "x\\", "\\\"", "\"\u{301}", "é", "e\u{301}"]
    let request = request(repos: hostile.sorted(), jobs: hostile, owners: hostile)
    let text = metricsText(request, as: .openMetrics)
    #expect(text.hasSuffix("\n# EOF\n") && text.unicodeScalars.count { $0 == "#" } > 10)
    var series: Set<[UInt8]> = []
    var families: [String] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      let line = String(decoding: line, as: UTF8.self)
      if line.utf8.starts(with: "# TYPE ".utf8) {
        families.append(String(line.split(separator: " ")[2]))
      }
      guard !line.utf8.starts(with: "# ".utf8) else { continue }
      let name = try #require(families.last)
      #expect(try Series.parse(line, of: name), "\(line)")
      let key = Array(line.utf8).reversed().drop { $0 != UInt8(ascii: " ") }
      #expect(series.insert(Array(key)).inserted, "\(line)")
    }
    #expect(families == families.sorted() && Set(families).count == families.count)
  }

  /// A reader of series that is not the writer.
  private enum Series {
    static func parse(_ line: String, of name: String) throws -> Bool {
      var rest = Substring(line).unicodeScalars
      guard line.utf8.starts(with: name.utf8) else { return false }
      rest = rest.dropFirst(name.unicodeScalars.count)
      if rest.first == "{" {
        repeat {
          rest = rest.dropFirst()
          rest = rest.drop { ("a"..."z").contains($0) }
          guard rest.starts(with: "=\"".unicodeScalars) else { return false }
          rest = rest.dropFirst(2)
          while let scalar = rest.first, scalar != "\"" {
            if scalar == "\\" {
              rest = rest.dropFirst()
              guard let next = rest.first, ["\\", "\"", "n"].contains(next) else { return false }
            }
            rest = rest.dropFirst()
          }
          rest = rest.dropFirst()
        } while rest.first == ","
        guard rest.first == "}" else { return false }
        rest = rest.dropFirst()
      }
      return rest.first == " " && Double(String(rest.dropFirst())) != nil
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
    let places = ["/usr/bin/promtool", "/usr/local/bin/promtool", "/opt/homebrew/bin/promtool"]
    guard let tool = places.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      print("promtool is not installed (Debian: prometheus); its check is skipped")
      return
    }
    let hostile = EscapingTests.hostile + ["a\"} 1\nforged 2"]
    try withTemporaryFolder { folder in
      let path = try folder.write(
        metricsText(request(repos: hostile.sorted(), jobs: hostile), as: format),
        to: "metrics.prom"
      )
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", "\"$1\" check metrics < \"$2\" 2>&1", "sh", tool, path]
      process.standardOutput = output
      try process.run()
      let said = String(
        decoding: try output.fileHandleForReading.readToEnd() ?? Data(),
        as: UTF8.self
      )
      process.waitUntilExit()
      #expect(process.terminationStatus == 0 && said.isEmpty, "\(said)")
    }
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
      for target in try #require(panel["targets"] as? [[String: Any]]) {
        let expression = try #require(target["expr"] as? String)
        for name in expression.matches(of: #/evenkeel_[a-z_]+/#) {
          asked.insert(try #require(MetricName(rawValue: String(name.output))))
        }
      }
    }
    #expect(Set(panels.compactMap { $0["id"] as? Int }).count == panels.count)
    #expect(panels.count { $0["type"] as? String == "row" } == 3)
    #expect(asked.isDisjoint(with: DashboardRow.unshown))
    #expect(asked.union(DashboardRow.unshown) == Set(MetricName.allCases))
  }
}
