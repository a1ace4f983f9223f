import Foundation
import TestSupport
import Testing

@Suite("Settings of a checkout")
struct SettingsTests {
  @Test("The README's evenkeel.yml is one, and all that it says holds")
  func readmeIsRead() throws {
    let readme = try String(contentsOf: packageFolder.appending(path: "README.md"), encoding: .utf8)
    let block = try #require(
      readme.components(separatedBy: "```yaml\n# evenkeel.yml\n").dropFirst().first
    )
    let text = try #require(block.components(separatedBy: "```").first)
    try withTemporaryFolder { folder in
      try folder.write(text, to: "evenkeel.yml")
      let settings = try runBinary(["settings"], in: folder)
      #expect(settings.status == 0 && settings.errors.isEmpty, "\(settings.errors)")
      for key in ["window", "tests.require_timings", "quarantine.modes", "gate.max_age"] {
        let line = settings.output.split(separator: "\n").first { $0.hasPrefix("\(key) ") }
        #expect(line?.contains("evenkeel.yml:") == true, "\(key)")
      }
    }
  }

  @Test("An option beats the environment, which beats the file, which beats the default")
  func precedence() throws {
    try withTemporaryFolder { folder in
      func history(_ options: [String], _ variables: [String] = []) throws -> String {
        try runBinary(["flaky"] + options, in: folder, wrapper: variables).errors
      }
      #expect(try history([]).contains(".evenkeel/history.sqlite"))
      try folder.write("db: by-file.sqlite\n", to: "evenkeel.yml")
      #expect(try history([]).contains("by-file.sqlite"))
      #expect(try history([], ["EVENKEEL_DB=by-variable"]).contains("by-variable"))
      let both = try history(["--db", "by-option"], ["EVENKEEL_DB=by-variable"])
      #expect(both.contains("by-option"))
    }
  }

  @Test("What a split does is what the file says, on every node")
  func splits() throws {
    try withTemporaryFolder { folder in
      try folder.write("a/1\na/2\na/3\nb/1\n", to: "names")
      func nodes(_ options: String...) throws -> [String] {
        try (0..<2).map { node in
          let shard = ["--index", "\(node)", "--total", "2", "--quiet"]
          return try runBinary(["tests", "split", "names"] + shard + options, in: folder).output
        }
      }
      #expect(try nodes() == ["a/1\na/3\n", "a/2\nb/1\n"])
      try folder.write("tests: {keep_together: [a/], output_format: json}\n", to: "evenkeel.yml")
      #expect(try nodes("--output-format", "lines") == ["a/1\na/2\na/3\n", "b/1\n"])
      #expect(try nodes()[1].contains("\"b/1\""))
    }
  }

  @Test("A gate with settings that cannot be used fails before its command runs")
  func gateFailsClosed() throws {
    try withTemporaryFolder { folder in
      try folder.write("gate: {min_shar: 0}\n", to: "evenkeel.yml")
      let gate = try runBinary(["gate", "--", "touch", "ran"], in: folder)
      #expect(gate.status == 65)
      #expect(gate.errors.contains("evenkeel.yml:1: there is no key"))
      #expect(gate.errors.contains("did you mean gate.min_share?"))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "ran").path()))
    }
  }
}
