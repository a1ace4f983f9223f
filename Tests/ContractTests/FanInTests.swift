import Foundation
import TestSupport
import Testing

@Suite("The README's fan-in recipes, against the built binary")
struct FanInTests {
  private static let tests = (0..<24).map { "tests/test_\($0).py" }

  /// A stand-in for pytest: every file is one test that takes the square of its number, and one
  /// test fails on the node where `FAILS` is set.
  private static let pytest = """
    #!/usr/bin/env bash
    mkdir -p reports
    status=0
    {
      echo '<testsuite name="pytest" timestamp="'"$STARTED"'">'
      for file in "${@:2}"; do
        name=$(basename "$file" .py)
        echo '<testcase classname="tests.'"$name"'" name="test" time="'"$((${name#test_} ** 2))"'.5">'
        if [ "$name" = "$FAILS" ]; then
          echo '<failure message="no">trace</failure>'
          status=1
        fi
        echo '</testcase>'
      done
      echo '</testsuite>'
    } > reports/junit.xml
    exit $status
    """

  /// The commands of a job of one of the README's recipes.
  private static func commands(recipe: Int, job: String) throws -> [String] {
    let readme = try String(contentsOf: packageFolder.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```yaml\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
      .filter { $0.contains("\n  \(job):\n") }
    let lines = blocks[recipe].split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex(of: "  \(job):"))
    let body = lines[(start + 1)...].prefix { $0.hasPrefix("   ") }
    return body.compactMap { line in
      for key in ["run: ", "command: "] {
        guard let range = line.range(of: key) else { continue }
        return String(line[range.upperBound...])
      }
      return nil
    }
  }

  private static func shell(
    _ command: String,
    in folder: URL,
    _ variables: [String: String]
  ) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["-i", "bash", "-c", "set -o pipefail; " + command]
    let own = binary.deletingLastPathComponent().path()
    process.arguments?.insert("PATH=\(folder.path()):\(own):/usr/bin:/bin", at: 1)
    for (name, value) in variables { process.arguments?.insert("\(name)=\(value)", at: 1) }
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What eight nodes and their fan-in job share.
  private struct Pipeline {
    var recipe: Int
    var number: Int
    /// The history that the cache holds.
    var history: URL?

    func variables(node: Int?) -> [String: String] {
      var variables = [
        "STARTED": "2026-11-0\(number)T10:00:00Z", "FAILS": number == 1 ? "test_7" : "",
      ]
      if recipe == 0 {
        variables["CIRCLECI"] = "true"
        variables["CIRCLE_PROJECT_USERNAME"] = "acme"
        variables["CIRCLE_PROJECT_REPONAME"] = "shop"
        variables["CIRCLE_SHA1"] = "2d78c1f"
        variables["CIRCLE_BRANCH"] = "main"
        variables["CIRCLE_PIPELINE_ID"] = "p\(number)"
        variables["CIRCLE_WORKFLOW_ID"] = "w\(number)"
        variables["CIRCLE_JOB"] = node == nil ? "history" : "test"
        variables["CIRCLE_NODE_INDEX"] = node.map(String.init) ?? "0"
        variables["CIRCLE_NODE_TOTAL"] = node == nil ? "1" : "8"
      } else {
        variables["GITHUB_ACTIONS"] = "true"
        variables["GITHUB_REPOSITORY"] = "acme/shop"
        variables["GITHUB_SHA"] = "2d78c1f"
        variables["GITHUB_REF_NAME"] = "main"
        variables["GITHUB_RUN_ID"] = "\(number)"
        variables["GITHUB_RUN_ATTEMPT"] = "1"
        variables["GITHUB_JOB"] = node == nil ? "history" : "test"
        variables["EVENKEEL_NODE_INDEX"] = node.map(String.init)
        variables["EVENKEEL_NODE_TOTAL"] = node == nil ? nil : "8"
      }
      return variables
    }

    /// Runs all jobs, each in a folder of its own; returns the history that the last one saves.
    func run(in folder: URL) throws -> URL {
      let files = FileManager.default
      let fanIn = folder.appending(path: "history")
      let cached = ".evenkeel/history.sqlite"
      try restore(into: fanIn)
      let test = try FanInTests.commands(recipe: recipe, job: "test")
      #expect(test.count == (recipe == 0 ? 4 : 3))
      for node in 0..<8 {
        let job = folder.appending(path: "node-\(node)")
        try restore(into: job)
        for test in FanInTests.tests { try job.write("", to: test) }
        try job.write(FanInTests.pytest, to: "pytest")
        chmod(job.appending(path: "pytest").path(), 0o755)
        var hasFailed = false
        for command in test {
          let status = try FanInTests.shell(command, in: job, variables(node: node))
          if status != 0 { hasFailed = true }
        }
        let shard = try String(contentsOf: job.appending(path: "shard.txt"), encoding: .utf8)
        #expect(hasFailed == (number == 1 && shard.contains("tests/test_7.py")))
        let target = fanIn.appending(
          path: recipe == 0 ? "bundles" : "bundles/bundle-1-\(node)",
          directoryHint: .isDirectory
        )
        try files.createDirectory(at: target, withIntermediateDirectories: true)
        // The bundle itself, and nothing beside it.
        let bundle = "test-\(node).sqlite"
        #expect(
          try files.contentsOfDirectory(atPath: job.appending(path: "bundles").path()) == [bundle]
        )
        try files.copyItem(
          at: job.appending(path: "bundles/\(bundle)"),
          to: target.appending(path: bundle)
        )
      }
      let merge = try FanInTests.commands(recipe: recipe, job: "history")
      #expect(merge == ["evenkeel merge bundles/"])
      for command in merge {
        #expect(try FanInTests.shell(command, in: fanIn, variables(node: nil)) == 0)
      }
      return fanIn.appending(path: cached)
    }

    private func restore(into folder: URL) throws {
      let target = folder.appending(path: ".evenkeel", directoryHint: .isDirectory)
      guard let history else { return }
      try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: history, to: target.appending(path: "history.sqlite"))
    }
  }

  @Test("Eight nodes of two pipelines come together in one history", arguments: [0, 1])
  func recipeWorks(recipe: Int) throws {
    try withTemporaryFolder { folder in
      let first = try Pipeline(recipe: recipe, number: 1)
        .run(in: folder.appending(path: "first"))
      let second = try Pipeline(recipe: recipe, number: 2, history: first)
        .run(in: folder.appending(path: "second"))
      let database = ["--db", second.path(percentEncoded: false)]

      let flaky = try runBinary(
        ["flaky", "--as-of", "2026-11-03", "--all", "--format", "json"] + database,
        in: folder
      )
      #expect(flaky.status == 0, "\(flaky.errors)")
      #expect(flaky.output.contains("\"job_runs\" : 16"))
      #expect(flaky.output.contains("tests.test_7"))

      // The bundles of the first pipeline are known, in whatever order they come.
      let bundles = folder.appending(path: "first/history/bundles").path(percentEncoded: false)
      let again = try runBinary(["merge", bundles, "--json"] + database, in: folder)
      #expect(again.output.contains("\"job_runs\":8,\"known_job_runs\":8,\"new_tests\":0"))
      #expect(again.output.contains("\"results\":0"))

      try folder.write(Self.tests.joined(separator: "\n"), to: "names.txt")
      var shards: [[String]] = []
      for node in 0..<4 {
        let split = try runBinary(
          ["tests", "split", "names.txt", "--split-by", "timings", "--shard", "\(node + 1)/4"]
            + ["--require-timings", "100%"] + database,
          in: folder
        )
        #expect(split.status == 0, "\(split.errors)")
        shards.append(split.output.split(separator: "\n").map(String.init))
      }
      #expect(shards.joined().sorted() == Self.tests.sorted())
      // By their timings: the slowest tests are each with fewer others.
      #expect(Set(shards.map(\.count)).count > 1)
    }
  }
}
