import Foundation
import TestSupport
import Testing

@Suite("What the documents say")
struct DocumentationTests {
  @Test(
    "The help of every command is the one that was reviewed",
    arguments: [
      [], ["ingest"], ["merge"], ["inspect"], ["tests"], ["tests", "glob"], ["tests", "split"],
      ["tests", "run"], ["tests", "plan"], ["tests", "explain"], ["tests", "verify"], ["flaky"],
      ["quarantine"], ["quarantine", "update"], ["quarantine", "list"], ["quarantine", "export"],
      ["quarantine", "add"], ["quarantine", "edit"], ["quarantine", "release"],
      ["quarantine", "remove"], ["quarantine", "hold"], ["quarantine", "log"], ["gate"],
      ["timings"], ["review"], ["comment"], ["metrics"], ["settings"],
    ]
  )
  func helpIsGolden(command: [String]) throws {
    try withTemporaryFolder { folder in
      let help = try runBinary(command + ["--help"], in: folder, wrapper: ["COLUMNS=80"])
      #expect(help.status == 0)
      let name = (["evenkeel"] + command).joined(separator: "-")
      try expectGolden(help.output, "help/\(name).txt")
    }
  }

  @Test("Every command of the README works as it stands there")
  func readmeWorks() throws {
    let readme = try String(contentsOf: packageFolder.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.components(separatedBy: "```sh\n").dropFirst()
      .compactMap { $0.components(separatedBy: "```").first }
    let commands = blocks.joined().split(separator: "\n").filter { $0.contains("evenkeel ") }
    #expect(commands.count > 8)
    try withTemporaryFolder { folder in
      for path in ["Fixtures/history/xml", "Fixtures/history/runs.jsonl"] {
        let target = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try FileManager.default.createSymbolicLink(
          at: target,
          withDestinationURL: packageFolder.appending(path: path)
        )
      }
      for file in [
        "tests/cart/test_rules.py", "tests/cart/test_totals.py", "tests/api/test_views.py",
      ] {
        try folder.write("", to: file)
      }
      try folder.write(FaultTests.report(cases: 3, prefix: "c"), to: "reports/junit.xml")
      for (fixture, path) in [
        ("archives/gnu-tar.tgz", "reports.tar.gz"), ("formats/dotnet.trx", "build/results.trx"),
      ] {
        let target = folder.appending(path: path)
        try FileManager.default.createDirectory(
          at: target.deletingLastPathComponent(),
          withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(at: fixtures.appending(path: fixture), to: target)
      }
      for command in commands {
        let script =
          "PATH=\(binary.deletingLastPathComponent().path()):$PATH; set -o pipefail; \(command)"
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["bash", "-c", script]
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        // 1 is a finding, such as the two reports of the fixtures that break off.
        #expect(
          [0, 1].contains(process.terminationStatus),
          "\(command) exits with \(process.terminationStatus)"
        )
      }
    }
  }

  @Test("The README's table of exit statuses has every status")
  func exitStatusesAreDocumented() throws {
    let readme = try String(contentsOf: packageFolder.appending(path: "README.md"), encoding: .utf8)
    for status in [0, 1, 64, 65, 66, 70, 74, 75] { #expect(readme.contains("| \(status) |")) }
  }

  @Test("The reports that are committed are those of the demo's own commands")
  func reportsAreListed() throws {
    let readme = try String(
      contentsOf: packageFolder.appending(path: "reports/README.md"),
      encoding: .utf8
    )
    let files = try FileManager.default.subpathsOfDirectory(
      atPath: packageFolder.appending(path: "reports").path()
    )
    for file in files
    where file != "README.md" && !file.hasSuffix("split") && !file.hasPrefix("split/") {
      #expect(readme.contains("`\(file)`"), "reports/README.md does not name \(file)")
    }
  }
}
