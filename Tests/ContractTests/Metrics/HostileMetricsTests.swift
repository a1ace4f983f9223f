import Foundation
import TestSupport
import Testing

@Suite("Metrics of names that mean harm")
struct HostileMetricsTests {
  private static let names = [
    "a\"} 1\nevenkeel_forged{x=\"y", "back\\slash\\", "\\\"", "\r\n# TYPE x counter\n", "\u{1B}[2J",
    "\u{0}end", "\u{202E}txt.exe", "\"\u{301}", "{{repo}}", "$repo", "é",
  ]

  @Test("Jobs, tests and repositories of any name stay labels, and are no more than are asked for")
  func hostile() throws {
    try withTemporaryFolder { folder in
      try write(to: folder)
      let asOf = ["--as-of", "2026-11-16", "--top", "50"]
      for format in ["openmetrics", "prometheus"] {
        let arguments = ["metrics", "--format", format] + asOf
        let result = try runBinary(arguments, in: folder)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try runBinary(arguments, in: folder).output == result.output)
        let series = try #require(MetricSeries.all(in: result.output))
        #expect(series.allSatisfy { $0.name.hasPrefix("evenkeel_") })
        #expect(!series.contains { $0.name == "evenkeel_forged" })
        let controls = result.output.unicodeScalars.contains {
          $0.properties.generalCategory == .control && $0 != "\n"
        }
        #expect(!controls)
        // Of 131 jobs 100 are named, and of 120 flaky tests 50.
        func named(_ name: String) -> [MetricSeries] {
          series.filter { $0.name == name && $0.labels["repo"] == "acme/shop" }
        }
        let jobs = named("evenkeel_job_runs")
        #expect(jobs.count == 101)
        #expect(jobs.map(\.value).reduce(0, +) == 251)
        #expect(named("evenkeel_top_test_lost_seconds").count == 50)
        #expect(series.count < 1000)
        let longest = series.flatMap(\.labels.values).map(\.unicodeScalars.count).max() ?? 0
        #expect((200...209).contains(longest))
        let path = try folder.write(result.output, to: "metrics.prom")
        if let answer = try Promtool.check("metrics", path) {
          #expect(answer.status == 0 && answer.text.isEmpty, "\(answer.text.prefix(500))")
        }
      }
      let traces = try runBinary(["metrics", "--format", "otlp"] + asOf, in: folder)
      let document = try JSONSerialization.jsonObject(with: Data(traces.output.utf8))
      #expect((document as? [String: Any])?["resourceSpans"] != nil)
    }
  }

  /// 120 tests with long names that are flaky in jobs of their own, 10,000 more that only pass, and
  /// jobs of hostile names.
  private func write(to folder: URL) throws {
    let long = String(repeating: "long name ", count: 50)
    var lines: [String] = []
    func add(_ repo: String, _ job: String, _ file: String, _ number: Int, attempt: Int) throws {
      let run: [String: Any] = [
        "files": [file], "repo": repo, "branch": "main", "default_branch": "main",
        "commit": "c\(number)", "pipeline": "\(number)", "job": job, "attempt": attempt,
        "started_at": start(number * 2 + attempt), "duration": 60,
      ]
      let data = try JSONSerialization.data(withJSONObject: run)
      lines.append(String(decoding: data, as: UTF8.self))
    }
    for number in 0..<120 {
      for (attempt, body) in [(1, "<failure message='no'/>"), (2, "")] {
        let file = "r\(number)-\(attempt).xml"
        try folder.write(
          """
          <testsuite name="s"><testcase classname="c" name="&quot;\\ \(long)\(number)" time="9">\
          \(body)</testcase></testsuite>
          """,
          to: file
        )
        try add("acme/shop", "\(long)\(long)\(number)", file, number, attempt: attempt)
      }
    }
    let cases = (0..<10_000).map { "<testcase classname='d' name='\(long)\($0)' time='0.1'/>" }
    try folder.write("<testsuite name='s'>\(cases.joined())</testsuite>", to: "many.xml")
    try folder.write("<testsuite name='s'><testcase name='t'/></testsuite>", to: "one.xml")
    for (position, name) in Self.names.enumerated() {
      let file = position == 0 ? "many.xml" : "one.xml"
      try add("acme/shop", name, file, 200 + position, attempt: 1)
      try add(name, "unit", "one.xml", 300 + position, attempt: 1)
    }
    // Bytes that are no UTF-8, in a name.
    var data = Data("<testsuite name='s'><testcase name='".utf8)
    data.append(contentsOf: [0xFF, 0xC3, 0x28])
    data.append(Data("'><failure/></testcase></testsuite>".utf8))
    try data.write(to: folder.appending(path: "bytes.xml"))
    try add("acme/bytes", "unit", "bytes.xml", 400, attempt: 1)
    try folder.write(lines.joined(separator: "\n"), to: "runs.jsonl")
    let ingest = try runBinary(["ingest", "--manifest", "runs.jsonl", "--quiet"], in: folder)
    #expect([0, 1].contains(ingest.status), "\(ingest.errors)")
  }

  /// So many hours after the first of the month: failures that come together are an outage.
  private func start(_ hour: Int) -> String {
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let hour = hour % 336
    return "2026-11-\(digits(1 + hour / 24))T\(digits(hour % 24)):00:00Z"
  }

  @Test("Of many repositories, those with the most job runs are written, and the rest is told")
  func repositories() throws {
    try withTemporaryFolder { folder in
      try folder.write("<testsuite name='s'><testcase name='t'/></testsuite>", to: "r.xml")
      let lines = (0..<103).flatMap { number in
        (0..<(number < 3 ? 1 : 2)).map { run in
          """
          {"files":["r.xml"],"repo":"acme/\(number)","pipeline":"\(run)","job":"unit",\
          "started_at":"2026-11-10T10:0\(run):00Z"}
          """
        }
      }
      try folder.write(lines.joined(separator: "\n"), to: "runs.jsonl")
      let ingest = try runBinary(["ingest", "--manifest", "runs.jsonl", "--quiet"], in: folder)
      #expect(ingest.status == 0, "\(ingest.errors)")
      let result = try runBinary(["metrics", "--as-of", "2026-11-16"], in: folder)
      #expect(result.status == 0)
      #expect(
        result.errors
          == "evenkeel: only the 100 repositories with the most job runs are written, and 3 are not; "
          + "name one with --repo\n"
      )
      let series = try #require(MetricSeries.all(in: result.output))
      let repos = Set(series.compactMap { $0.labels["repo"] })
      #expect(repos.count == 100 && repos.isDisjoint(with: ["acme/0", "acme/1", "acme/2"]))
    }
  }
}
