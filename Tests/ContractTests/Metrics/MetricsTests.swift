import Foundation
import TestSupport
import Testing

@Suite("The metrics, as the binary writes them")
struct MetricsTests {
  private static let formats = [
    "openmetrics": "openmetrics.txt", "prometheus": "prometheus.prom", "grafana": "grafana.json",
    "otlp": "otlp.json",
  ]

  @Test("Every format is as recorded, the same each time, and whole in the file that is named")
  func formats() throws {
    try MetricsHistory.with { history in
      let version = try runBinary(["--version"], in: history.folder).output
        .trimmingCharacters(in: .whitespacesAndNewlines)
      for (format, golden) in Self.formats.sorted(by: { $0.key < $1.key }) {
        let arguments = ["--format", format, "--top", "5"]
        let first = try history.metrics(arguments)
        #expect(first.status == 0 && first.errors.isEmpty, "\(first.errors)")
        #expect(try history.metrics(arguments).output == first.output)
        // A release is no other result.
        let told = first.output
          .replacing("version=\"\(version)\"", with: "version=\"VERSION\"")
          .replacing("\"version\":\"\(version)\"", with: "\"version\":\"VERSION\"")
        try expectGolden(told, "metrics/\(golden)")
        let file = try history.metrics(arguments + ["--output", "out/m.prom"])
        #expect(file.status == 0 && file.output.isEmpty)
        let written = history.folder.appending(path: "out/m.prom")
        #expect(try String(contentsOf: written, encoding: .utf8) == first.output)
      }
      // The form that is not asked for.
      let usual = try history.metrics(["--top", "5"])
      #expect(
        try history.metrics(["--top", "5", "--format", "openmetrics"]).output == usual.output
      )
    }
  }

  @Test("A file is replaced, and nothing is left beside it; one that cannot be is left as it was")
  func output() throws {
    try MetricsHistory.with { history in
      let out = history.folder.appending(path: "out")
      try out.write("old", to: "m.prom")
      let node = try FileManager.default.attributesOfItem(
        atPath: out.appending(path: "m.prom").path()
      )
      let arguments = ["--format", "prometheus", "--output"]
      #expect(try history.metrics(arguments + ["out/m.prom"]).status == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: out.path())
      #expect(names == ["m.prom"])
      let now = try FileManager.default.attributesOfItem(
        atPath: out.appending(path: "m.prom").path()
      )
      // Another file under the same name: a reader never sees a part of it.
      #expect(
        node[.systemFileNumber] as? Int != now[.systemFileNumber] as? Int
          && now[.posixPermissions] as? Int == node[.posixPermissions] as? Int
      )
      let failed = try history.metrics(arguments + ["out/m.prom/x"])
      #expect(failed.status == 74 && failed.errors.hasPrefix("evenkeel: "))
      #expect(try FileManager.default.contentsOfDirectory(atPath: out.path()) == ["m.prom"])
    }
  }

  @Test("What --as-of asks for is told as it was then")
  func asOf() throws {
    try MetricsHistory.with { history in
      func series(_ arguments: [String]) throws -> [MetricSeries] {
        let result = try runBinary(["metrics"] + arguments, in: history.folder)
        #expect(result.status == 0, "\(result.errors)")
        return try #require(MetricSeries.all(in: result.output))
      }
      func runs(_ arguments: [String]) throws -> Double {
        try series(arguments).filter { $0.name == "evenkeel_job_runs" }.map(\.value).reduce(0, +)
      }
      // 14 days of 3 jobs, 3 reruns and one of the other repository; of the broken report's run a
      // test is told too.
      let all = try runs(MetricsHistory.asOf)
      #expect(all >= 46)
      #expect(try runs(["--as-of", "2026-11-03T00:00:00Z"]) == 6)
      #expect(try runs(["--as-of", "2026-11-16", "--window", "8d"]) < all)
      #expect(try runs(MetricsHistory.asOf + ["--repo", "acme/api"]) == 1)
      let times = try series(["--as-of", "2026-11-03T00:00:00Z"])
        .filter { $0.name == "evenkeel_metrics_timestamp_seconds" }
      #expect(times.map(\.value) == [1_793_664_000])
    }
  }

  @Test("An empty history has no figures, and no history at all is an error")
  func empty() throws {
    try withTemporaryFolder { folder in
      for format in ["openmetrics", "prometheus", "otlp"] {
        let missing = try runBinary(["metrics", "--format", format], in: folder)
        #expect(missing.status == 66 && missing.errors.contains("history.sqlite"))
      }
      #expect(try runBinary(["metrics", "--format", "grafana"], in: folder).status == 0)
      try folder.write("<testsuite name='s'><testcase name='t'/></testsuite>", to: "r.xml")
      let ingest = ["ingest", "r.xml", "--started-at", "2026-11-10", "--repo", "a/b"]
      #expect(try runBinary(ingest, in: folder).status == 0)
      let before = ["metrics", "--as-of", "2026-10-01"]
      let none = try runBinary(before, in: folder)
      let series = try #require(MetricSeries.all(in: none.output))
      #expect(
        series.map(\.name) == [
          "evenkeel_build_info", "evenkeel_flaky_failed_job_run_target_ratio",
        ]
      )
      #expect(none.output.hasSuffix("# EOF\n"))
      let traces = try runBinary(before + ["--format", "otlp"], in: folder)
      #expect(traces.output == "{\"resourceSpans\":[]}\n")
      let named = try runBinary(before + ["--repo", "a/b"], in: folder)
      let pipelines = try #require(MetricSeries.all(in: named.output))
        .filter { $0.name == "evenkeel_pipelines" }
      #expect(pipelines.map(\.value) == [0])
    }
  }

  @Test("Wrong usage is refused")
  func usage() throws {
    try withTemporaryFolder { folder in
      let wrong = [
        ["--top", "51"], ["--top", "-1"], ["--format", "xml"], ["--push-job", "x"], ["--strict"],
        ["--push", "http://h", "--output", "x"], ["--push", "http://h", "--format", "otlp"],
        ["--push", "http://h", "--push-job", ""],
      ]
      for arguments in wrong {
        let result = try runBinary(["metrics"] + arguments, in: folder)
        #expect(result.status == 64, "\(arguments)")
      }
    }
  }

  @Test("The dashboard asks for nothing that is not written")
  func dashboard() throws {
    try MetricsHistory.with { history in
      let written = try #require(
        MetricSeries.all(in: try history.metrics(["--top", "5"]).output)
      )
      let names = Set(written.map(\.name))
      let labels = Dictionary(grouping: written, by: \.name).mapValues { Set($0[0].labels.keys) }
      let text = try history.metrics(["--format", "grafana"]).output
      let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let panels = try #require(document?["panels"] as? [[String: Any]])
      let targets = panels.flatMap { $0["targets"] as? [[String: Any]] ?? [] }
      #expect(targets.count > 20)
      for target in targets {
        let expression = try #require(target["expr"] as? String)
        let asked = expression.matches(of: #/evenkeel_[a-z_]+/#).map { String($0.output) }
        #expect(!asked.isEmpty && names.isSuperset(of: asked), "\(expression)")
        let known = asked.compactMap { labels[$0] }.reduce(into: Set()) { $0.formUnion($1) }
        let grouped = expression.matches(of: #/by \(([a-z_, ]+)\)/#)
          .flatMap { $0.output.1.split(separator: ", ").map(String.init) }
        let legend = (target["legendFormat"] as? String ?? "").matches(of: #/\{\{([a-z_]+)\}\}/#)
          .map { String($0.output.1) }
        #expect(known.isSuperset(of: grouped + legend), "\(expression): \(grouped + legend)")
      }
    }
  }
}
