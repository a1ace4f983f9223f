import Foundation
import TestSupport
import Testing

@Suite("evenkeel tests run, against the built binary")
struct TestsRunTests {
  /// Runs `tests run` with names in a file.
  private func run(
    _ command: String,
    _ names: String,
    _ options: [String] = ["--shard", "1/1"],
    in folder: URL
  ) throws -> BinaryResult {
    try folder.write(names, to: "names")
    return try runBinary(["tests", "run", "--command", command] + options + ["names"], in: folder)
  }

  @Test("The command gets this node's names, its output comes through, and its status is ours")
  func passesThrough() throws {
    try withTemporaryFolder { folder in
      let options = ["--index", "1", "--total", "2"]
      let command = "cat; echo \"$EVENKEEL_NODE_INDEX/$EVENKEEL_NODE_TOTAL\" >&2; exit 7"
      let result = try run(command, "a\nb\nc\nd\n", options, in: folder)
      #expect(result.status == 7 && result.output == "b\nd\n" && result.errors.contains("1/2\n"))
      let killed = try run("kill -9 $$", "a", in: folder)
      #expect(killed.status == 137)
    }
  }

  @Test("Without names the command is not run, and the status is 0")
  func skipsAnEmptyPart() throws {
    try withTemporaryFolder { folder in
      let result = try run("touch ran; exit 1", "a", ["--shard", "2/2"], in: folder)
      #expect(result.status == 0 && result.errors.contains("node 1 of 2 has nothing to run"))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "ran").path()))
    }
  }

  @Test("A pipe is a file of names, too, as a shell makes one of <(command)")
  func readsPipes() throws {
    try withTemporaryFolder { folder in
      let script = "exec \"$0\" tests split --shard 1/1 <(printf 'b\\na\\n')"
      let result = try runBinary([], in: folder, wrapper: ["bash", "-c", script])
      #expect(result.status == 0 && result.output == "a\nb\n", "\(result.errors)")
      let missing = try runBinary(["tests", "split", "--shard", "1/1", "none"], in: folder)
      #expect(missing.errors.contains("there is no file of names at none"))
      let folders = try runBinary(["tests", "split", "--shard", "1/1", "."], in: folder)
      #expect(folders.status != 0 && folders.errors.contains(". cannot be read"))
    }
  }

  @Test("Names are only data: no shell reads them")
  func doesNotObeyNames() throws {
    try withTemporaryFolder { folder in
      let names = ["$(touch pwned)", "; touch pwned", "`touch pwned`", "it's", "a b", "-x"]
      let options = ["--shard", "1/1", "--timings-type", "testname"]
      let result = try run("cat", names.joined(separator: "\n"), options, in: folder)
      #expect(result.output.split(separator: "\n").map(String.init) == names.sorted())
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "pwned").path()))
      let nul = try run("tr '\\0' '|'", "a\nb\0c\0", ["--shard", "1/1", "-0"], in: folder)
      #expect(nul.output == "a\nb|c|")
    }
  }

  @Test("A command that writes before it reads, or reads nothing, holds nothing up")
  func doesNotDeadlock() throws {
    try withTemporaryFolder { folder in
      let names = (0..<30_000).map { "tests/some_folder/test_\($0).py\n" }.joined()
      let writer = try run("head -c 1000000 /dev/zero | tr '\\0' 'x'; cat", names, in: folder)
      #expect(writer.status == 0 && writer.output.utf8.count == 1_000_000 + names.utf8.count)
      let deaf = try run("true", names, in: folder)
      #expect(deaf.status == 0)
      // What we ignore for ourselves is not ignored in the command.
      let pipe = try run("yes | head -n 1; kill -PIPE $$; echo alive", "a", in: folder)
      #expect(pipe.output == "y\n" && pipe.status == 141)
    }
  }

  @Test("Signals reach the command and all that it has started", arguments: [SIGTERM, SIGINT])
  func passesSignalsOn(signal: Int32) throws {
    try withTemporaryFolder { folder in
      let name = signal == SIGTERM ? "TERM" : "INT"
      let command =
        "trap 'echo shell >> got; exit 5' \(name); "
        + "sh -c 'trap \"echo child >> got; exit 1\" \(name); touch ready; while :; do sleep 0.02; done'; "
        + "exit 9"
      try folder.write("a", to: "names")
      let process = try start(
        ["tests", "run", "--command", command, "--shard", "1/1", "names"],
        in: folder
      )
      waitForFile("ready", in: folder)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationStatus == 5)
      let got = try String(contentsOf: folder.appending(path: "got"), encoding: .utf8)
      #expect(got == "child\nshell\n")
    }
  }

  @Test("A queue exits with the first status that is not 0, when everything is run")
  func tellsFailuresOfAQueue() throws {
    try withTemporaryFolder { folder in
      let names = (0..<9).map { "t\($0)" }.joined(separator: "\n")
      let options = ["--shard", "1/1", "--queue", "q"]
      let command = "cat >> log; exit $EVENKEEL_BATCH"
      let result = try run(command, names, options, in: folder)
      #expect(result.status == 1)
      let log = try String(contentsOf: folder.appending(path: "log"), encoding: .utf8)
      #expect(log.split(separator: "\n").sorted().joined(separator: "\n") == names)
      #expect(result.errors.contains("all 9 names of the run are done"))
      // It has left in order, so its names are all run again; now they pass.
      let again = try run("cat >/dev/null", names, options, in: folder)
      #expect(again.status == 0 && again.errors.contains("9 names run again, named above"))
    }
  }

  @Test("Nodes whose names differ, and files that are no queue, are refused before anything runs")
  func refusesOtherNames() throws {
    try withTemporaryFolder { folder in
      let options = ["--queue", "q.sqlite", "--queue-key", "k", "--total", "2", "--index"]
      _ = try run("cat", "a\nb\nc", options + ["0"], in: folder)
      let other = try run("touch ran", "a\nb\nd\ne", options + ["1"], in: folder)
      #expect(other.status == 65)
      #expect(other.errors.contains("has 3 names and this node 4: 2 are only here (“d”, …)"))
      let foreign = try run(
        "touch ran",
        "a\nb",
        ["--shard", "1/1", "--queue", "names"],
        in: folder
      )
      #expect(foreign.status == 65 && foreign.errors.contains("is not a queue of Evenkeel's"))
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "ran").path()))
    }
  }

  @Test("Each pipeline is a run of its own in one queue, and a queue keeps no names together")
  func tellsRunsApart() throws {
    try withTemporaryFolder { folder in
      try folder.write("a\nb\nc", to: "names")
      let arguments = ["tests", "run", "--command", "cat", "--shard", "1/2", "--queue", "q"]
      for pipeline in ["1", "2", "1"] {
        let environment = ["env", "EVENKEEL_PIPELINE=\(pipeline)", "EVENKEEL_JOB=unit"]
        let result = try runBinary(arguments + ["names"], in: folder, wrapper: environment)
        #expect(
          result.status == 0 && result.output.split(separator: "\n").sorted() == ["a", "b", "c"]
        )
      }
      let group = try runBinary(arguments + ["--keep-together", "a", "names"], in: folder)
      #expect(group.status == 64 && group.errors.contains("--queue hands names out one by one"))
    }
  }

  @Test("A node that cannot run the command, or is stopped, leaves its names to the others")
  func leavesNamesToOthers() throws {
    try withTemporaryFolder { folder in
      let names = (0..<12).map { "t\($0)" }.joined(separator: "\n")
      let options = ["--queue", "q", "--queue-key", "k", "--total", "2", "--index"]
      let broken = try run("no_such_command_here", names, options + ["0"], in: folder)
      #expect(broken.status == 127 && broken.errors.contains("the command cannot be run here"))
      let arguments = ["tests", "run", "--command", "touch ready; sleep 60"] + options
      let stopped = try start(arguments + ["0", "names"], in: folder)
      waitForFile("ready", in: folder)
      kill(stopped.processIdentifier, SIGTERM)
      stopped.waitUntilExit()
      #expect(stopped.terminationStatus == 143)
      let other = try run("cat", names, options + ["1"], in: folder)
      #expect(other.status == 0 && other.output.split(separator: "\n").count == 12)
      #expect(other.errors.contains("were begun on node 0, which was stopped; run again here"))
    }
  }

  @Test("Where two processes come as one node, the first one ends its command and fails")
  func fencesASecondProcess() throws {
    try withTemporaryFolder { folder in
      let options = ["--queue", "q", "--queue-key", "k", "--shard", "1/1", "--lease", "0.6s"]
      try folder.write("a\nb", to: "names")
      let arguments = ["tests", "run", "--command", "touch ready; sleep 60"] + options + ["names"]
      let first = try start(arguments, in: folder)
      waitForFile("ready", in: folder)
      let second = try run("cat", "a\nb", options, in: folder)
      #expect(second.status == 0 && second.errors.contains("was here before and was lost"))
      first.waitUntilExit()
      #expect(first.terminationStatus == 64)
    }
  }
}
