import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("evenkeel merge")
struct MergeCommandTests {
  /// Three bundles under `bundles/`, as three jobs leave them.
  private func writeBundles(in folder: URL) throws {
    for job in 0..<3 {
      let report = "<testsuite><testcase classname='c' name='t'/></testsuite>"
      try folder.write(report, to: "report.xml")
      let output = try run(
        [
          "ingest", "report.xml", "--repo", "a/b", "--pipeline", "1", "--job", "j\(job)",
          "--started-at", "2026-11-0\(job + 1)", "--db", "bundles/\(job).sqlite",
        ],
        in: folder
      )
      #expect(output.status == .done, "\(output.remarks)")
    }
  }

  private func json(_ output: CommandOutput) throws -> [String: Any] {
    let document = try JSONSerialization.jsonObject(with: Data(output.text.utf8))
    return try #require(document as? [String: Any])
  }

  @Test(
    "Files, a folder and a quoted pattern name the same histories",
    arguments: [
      ["bundles/0.sqlite", "bundles/1.sqlite", "bundles/2.sqlite"], ["bundles"], ["bundles/"],
      ["bundles/*.sqlite"], ["**/*.sqlite", "bundles/0.sqlite"],
    ]
  )
  func findsHistories(paths: [String]) throws {
    try withTemporaryFolder { folder in
      try writeBundles(in: folder)
      let output = try run(["merge", "--db", "all.db"] + paths, in: folder)
      #expect(output.status == .done && output.remarks.isEmpty)
      #expect(
        output.text.hasPrefix(
          "3 histories merged: 3 job runs (0 known before), 3 new results, 1 new test ("
        )
      )
      let again = try json(run(["merge", "--json", "--db", "all.db"] + paths, in: folder))
      #expect(again["known_job_runs"] as? Int == 3 && again["results"] as? Int == 0)
    }
  }

  @Test("The JSON has the keys that are documented")
  func jsonIsDocumented() throws {
    let readme = try String(contentsOf: packageFolder.appending(path: "README.md"), encoding: .utf8)
    try withTemporaryFolder { folder in
      try writeBundles(in: folder)
      let document = try json(run(["merge", "bundles", "none.sqlite", "--json"], in: folder))
      let rejected = try #require(document["rejected"] as? [[String: Any]])
      #expect(rejected.map { $0["file"] as? String } == ["none.sqlite"])
      #expect(document["histories"] as? Int == 3 && document["schema_version"] as? Int == 1)
      for key in document.keys.map({ $0 }) + rejected[0].keys.map({ $0 }) {
        #expect(readme.contains("\"\(key)\":"), "README.md does not have \(key)")
      }
    }
  }

  @Test("One bad history among good ones stops none of them, and the exit status is 1")
  func goesOn() throws {
    try withTemporaryFolder { folder in
      try writeBundles(in: folder)
      try folder.write(
        "no database, but long enough to be looked at as one",
        to: "bundles/z.sqlite"
      )
      let output = try run(["merge", "none.sqlite", "bundles/*.sqlite"], in: folder)
      #expect(output.status == .finding)
      #expect(
        output.remarks == [
          "there is no history at none.sqlite to merge",
          "bundles/z.sqlite is not a history of Evenkeel's",
        ]
      )
      #expect(output.text.hasPrefix("3 histories merged: 3 job runs"))
      #expect(output.text.contains("2 histories rejected"))
    }
  }

  @Test(
    "Where there is nothing to merge, the status says why, and no history is made",
    arguments: [
      ("none.sqlite", CommandStatus.missingFile), ("*.none", .missingFile),
      ("empty", .unusableInput), ("text", .unusableInput),
    ]
  )
  func saysWhy(path: String, status: CommandStatus) throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(
        at: folder.appending(path: "empty"),
        withIntermediateDirectories: false
      )
      try folder.write("no database, but long enough to be looked at as one", to: "text")
      let output = try run(["merge", path], in: folder)
      #expect(output.status == status)
      #expect(output.remarks.count == 1 && output.remarks[0].contains(path))
      #expect(!FileManager.default.fileExists(atPath: folder.path() + ".evenkeel"))
    }
  }

  @Test("The history itself is passed over")
  func passesOverItself() throws {
    try withTemporaryFolder { folder in
      try writeBundles(in: folder)
      let output = try run(["merge", "bundles", "--db", "bundles/0.sqlite"], in: folder)
      #expect(output.status == .done && output.text.hasPrefix("2 histories merged: 2 job runs"))
      #expect(output.remarks.count == 1)
    }
  }
}
