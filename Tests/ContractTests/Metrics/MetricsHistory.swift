import Foundation
import TestSupport
import Testing

/// A small history of which every metric has a value: two repositories, two of whose jobs run in two
/// variants, a test that is flaky, one that is broken, and a report that breaks off.
struct MetricsHistory {
  static let asOf = ["--as-of", "2026-11-16T00:00:00Z"]
  let folder: URL

  /// Calls `body` with the history.
  static func with(_ body: (MetricsHistory) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let history = MetricsHistory(folder: folder)
      try history.write()
      try body(history)
    }
  }

  /// Runs `evenkeel metrics` as of the end of the history.
  func metrics(_ arguments: [String], wrapper: [String] = []) throws -> BinaryResult {
    try runBinary(["metrics"] + Self.asOf + arguments, in: folder, wrapper: wrapper)
  }

  private func write() throws {
    try folder.write("*.py @acme/payments\n", to: "CODEOWNERS")
    let files: [(name: String, body: String)] = [
      ("green", Self.report([:])), ("flake", Self.report(["t3": "timed out"])),
      ("red", Self.report(["t3": "timed out", "t7": "no"])),
      ("broken", String(Self.report([:]).prefix(150))),
    ]
    for file in files { try folder.write(file.body, to: "\(file.name).xml") }
    var lines: [String] = []
    for day in 1...14 {
      let commit = "c\(day)"
      for variant in ["py311", "py312"] {
        let isFlaky = day % 4 == 0 && variant == "py312"
        lines.append(Self.run(isFlaky ? "flake" : "green", day, commit, "unit", variant))
        if isFlaky { lines.append(Self.run("green", day, commit, "unit", variant, attempt: 2)) }
      }
      lines.append(Self.run(day == 13 ? "red" : "green", day, commit, "integration", nil))
    }
    lines.append(Self.run("broken", 14, "c15", "slow", nil))
    lines.append(Self.run("green", 14, "d1", "unit", nil, repo: "acme/api"))
    try folder.write(lines.joined(separator: "\n"), to: "runs.jsonl")
    let ingest = try runBinary(["ingest", "--manifest", "runs.jsonl", "--quiet"], in: folder)
    // The report that breaks off is told by the exit status.
    #expect(ingest.status == 1, "\(ingest.errors)")
    let update = try runBinary(["quarantine", "update"] + Self.asOf, in: folder)
    #expect(update.status == 0, "\(update.errors)")
  }

  private static func report(_ failures: [String: String]) -> String {
    let cases = (1...10).map { number -> String in
      let name = "t\(number)"
      let failure = failures[name].map { "<failure message='\($0)'/>" } ?? ""
      return "<testcase classname='c' name='\(name)' file='c.py' time='1.5'>\(failure)</testcase>"
    }
    return "<testsuite name='s' tests='10'>\(cases.joined())</testsuite>"
  }

  private static func run(
    _ file: String,
    _ day: Int,
    _ commit: String,
    _ job: String,
    _ variant: String?,
    attempt: Int = 1,
    repo: String = "acme/shop"
  ) -> String {
    let day = day < 10 ? "0\(day)" : "\(day)"
    let leg = variant.map { "\"variant\":\"\($0)\"," } ?? ""
    return """
      {"files":["\(file).xml"],"repo":"\(repo)","branch":"main","default_branch":"main",\
      "commit":"\(commit)","pipeline":"\(commit)","workflow":"ci","job":"\(job)",\(leg)\
      "attempt":\(attempt),"started_at":"2026-11-\(day)T10:0\(attempt):00Z","duration":60.5,\
      "queued_for":3.25,"runner":"m-\(job)","url":"https://ci.acme.example/\(commit)/\(job)"}
      """
  }
}
