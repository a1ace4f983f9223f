import ArgumentParser
import Foundation
import Reporter
import StatisticsCore
import TestModel
import TestSupport
import Testing

@testable import Commands

@Suite("Which settings hold")
struct SettingsTests {
  /// What `evenkeel settings` says of a key.
  private func value(
    _ key: String,
    in folder: URL,
    variables: [String: String] = [:],
    _ options: String...
  ) throws -> String {
    let output = try run(["settings"] + options, in: folder, variables: variables)
    let line = output.text.split(separator: "\n").first { $0.hasPrefix("\(key) ") }
    return line.map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
      ?? output.remarks.joined()
  }

  private func command<Command: ParsableCommand>(
    _ type: Command.Type,
    _ arguments: [String],
    in folder: URL,
    variables: [String: String] = [:]
  ) throws -> Command {
    let surroundings = Surroundings(
      variables: variables,
      folder: folder.path(percentEncoded: false),
      now: Timestamp(seconds: 1_800_000_000),
      standardInput: { nil },
      progress: { _ in }
    )
    return try #require(try Evenkeel.command(arguments, in: surroundings) as? Command)
  }

  @Test("An option beats the environment, which beats the file, which beats the default")
  func precedence() throws {
    try withTemporaryFolder { folder in
      func database(_ arguments: [String], _ variables: [String: String] = [:]) throws -> String {
        let output = try run(["flaky"] + arguments, in: folder, variables: variables)
        return output.remarks.joined()
      }
      #expect(try database([]).contains(".evenkeel/history.sqlite"))
      try folder.write(
        "db: file.sqlite\nrepo: acme/file\ndefault_branch: trunk\n",
        to: "evenkeel.yml"
      )
      #expect(try database([]).contains("file.sqlite"))
      let variables = ["EVENKEEL_DB": "environment.sqlite"]
      #expect(try database([], variables).contains("environment.sqlite"))
      #expect(try database([], ["EVENKEEL_DB": ""]).contains("file.sqlite"))
      #expect(try database(["--db", "option.sqlite"], variables).contains("option.sqlite"))
      #expect(try database(["--db=option.sqlite"]).contains("option.sqlite"))

      func repo(_ arguments: [String], _ variables: [String: String] = [:]) throws -> String? {
        try command(IngestCommand.self, ["ingest"] + arguments, in: folder, variables: variables)
          .metadata.repo
      }
      let gitHub = ["GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/environment"]
      #expect(try repo(["r.xml"]) == "acme/file")
      #expect(try repo(["r.xml"], gitHub) == nil, "it is filled from the environment later")
      #expect(try repo(["r.xml", "--repo", "acme/option"], gitHub) == "acme/option")
      #expect(try repo(["--manifest", "runs.jsonl"]) == nil, "the manifest says it")
    }
  }

  @Test("A number, a flag and a list of the file hold until an option says otherwise")
  func optionsBeatTheFile() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        """
        flaky: {min_probability: 0.9}
        tests: {by_file: true, keep_together: [a/, b/], stable: 5%, target: 10m}
        """,
        to: "evenkeel.yml"
      )
      func flaky(_ options: String...) throws -> FlakyCommand {
        try command(FlakyCommand.self, ["flaky"] + options, in: folder)
      }
      #expect(try flaky().minProbability == 0.9)
      #expect(try flaky("--min-probability", "0.6").minProbability == 0.6)
      func plan(_ options: String...) throws -> TestsPlan {
        try command(TestsPlan.self, ["tests", "plan"] + options, in: folder)
      }
      #expect(try plan().constraints.byFile && !plan("--no-by-file").constraints.byFile)
      #expect(try plan().constraints.keepTogether == ["a/", "b/"])
      #expect(try plan("--keep-together", "c/").constraints.keepTogether == ["c/"])
      #expect(try plan().constraints.stable?.share == 0.05)
      #expect(try plan().target != nil && plan("--total", "8").target == nil)
      // What stands behind -- is another program's.
      let gate = try command(
        GateCommand.self,
        ["gate", "--", "x", "--max-age", "3d", "--config=y"],
        in: folder
      )
      #expect(gate.command == ["x", "--max-age", "3d", "--config=y"])
    }
  }

  @Test("The nearest file holds, up to the root of the checkout, and its paths begin at its folder")
  func findsTheFile() throws {
    try withTemporaryFolder { folder in
      let below = folder.appending(path: "repo/a/b")
      try folder.write("window: 1d\n", to: "evenkeel.yml")
      try folder.write("", to: "repo/a/b/c")
      #expect(try value("window", in: below) == "1d ../../../evenkeel.yml:1")
      try folder.write("", to: "repo/.git/HEAD")
      #expect(try value("window", in: below) == "28d default")
      try folder.write("db: x/history.sqlite\nwindow: 2d\n", to: "repo/evenkeel.yml")
      #expect(try value("window", in: below) == "2d ../../evenkeel.yml:2")
      #expect(try run(["flaky"], in: below).remarks[0].contains("b/../../x/history.sqlite"))
      try folder.write("window: 3d\n", to: "repo/a/b/other.yml")
      #expect(try value("window", in: below, "--config", "other.yml") == "3d other.yml:1")
      #expect(try value("window", in: below, "--config=/dev/null") == "28d default")
      let missing = try run(["flaky", "--config", "missing.yml"], in: below)
      #expect(missing.status == .missingFile && missing.remarks[0].contains("missing.yml"))
      let folderNamed = try run(["flaky", "--config", "."], in: below)
      #expect(folderNamed.status == .unusableInput)
    }
  }

  @Test(
    "A value that cannot be used stops every command, with its place and what it would be",
    arguments: [
      (
        "flaky: {min_probability: 2}",
        "evenkeel.yml:1: flaky.min_probability is a number from 0 to 1"
      ),
      ("window: soon", "evenkeel.yml:1: window is a span of time"),
      ("\ngate: {strict: yes}", "evenkeel.yml:2: gate.strict is true or false"),
      ("gate: {max_age: [1d]}", "evenkeel.yml:1: gate.max_age is a span of time"),
      ("tests: {split_by: size}", "is one of name, filesize, timings, and not \"size\""),
      ("tests: {max: 0}", "tests.max is a whole number from 1 to 100000"),
      (
        "quarantine:\n  protected:\n    - tests/x",
        "evenkeel.yml:3: quarantine.protected is path:PATTERN"
      ),
      ("quarantine:\n  protected:\n    - 'path:/'", "evenkeel.yml:3: quarantine.protected"),
      ("quarantine: {modes: [{'tag:x': never}]}", "one of verdict, skip, and not \"never\""),
      ("quarantine: {modes: [tag:x]}", "quarantine.modes is a list of pairs"),
      ("quarantine: {expires_after: 90m}", "is whole days, such as 30d"),
      ("quarantine: {enter: {false_discovery_rate: 100%}}", "over 0 % and under 100 %"),
      ("quarantine: {release: {factor: 1}}", "is a number over 1"),
      ("quarantine: {release: {factor: .nan}}", "is a number over 1"),
      ("windw: 3d", "evenkeel.yml:1: there is no key \"windw\"; did you mean window?"),
    ]
  )
  func refusesValues(text: String, reason: String) throws {
    try withTemporaryFolder { folder in
      try folder.write(text, to: "evenkeel.yml")
      for arguments in [["tests", "glob", "x"], ["flaky"], ["gate", "--", "true"], ["settings"]] {
        let output = try run(arguments, in: folder)
        #expect(output.status == .unusableInput)
        #expect(output.remarks.joined().contains(reason), "\(output.remarks)")
      }
      // Help is given all the same, and what is wrong with the command line is said first.
      #expect(try run(["flaky", "--help"], in: folder).remarks == ["no command"])
      #expect(try run(["flaky", "--limt"], in: folder).remarks[0].contains("--limt"))
    }
  }

  @Test("Values that do not go together are an error of the file, with its line where one is wrong")
  func refusesTogether() throws {
    try withTemporaryFolder { folder in
      try folder.write("window: 3d\nquarantine: {release: {factor: 1000}}", to: "evenkeel.yml")
      let alone = try run(["quarantine", "update"], in: folder)
      #expect(alone.status == .unusableInput)
      #expect(alone.remarks[0].hasPrefix("evenkeel.yml:2: quarantine.release.factor: "))
      try folder.write("tests:\n  queue: q/\n  keep_together: [a/]\n", to: "evenkeel.yml")
      let both = try run(["tests", "run", "--command", "true"], in: folder)
      #expect(
        both.remarks[0].hasPrefix("evenkeel.yml: one of tests.keep_together, tests.queue: ")
          || both.remarks[0].hasPrefix("evenkeel.yml: one of tests.queue, tests.keep_together: ")
      )
    }
  }

  @Test("The quarantine section is the policy")
  func readsThePolicy() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        """
        quarantine:
          enter: {min_probability: 0.9, min_rate: 2%, min_cost_per_week: 10m, false_discovery_rate: 5%}
          limits: {max_tests: 20, max_share: 5%, max_per_owner: 3}
          protected: ["path:tests/payments/**", "tag:@smoke", "owner:@acme/core", "test:a::b*"]
          expires_after: 21d
          escalate_after: 7d
          release: {factor: 50, probation_factor: 1000}
          mode: verdict
          modes:
            - path:tests/e2e/**: skip
            - test:a=b: verdict
        """,
        to: "evenkeel.yml"
      )
      var policy = QuarantinePolicy()
      policy.entry.minimumProbability = 0.9
      policy.entry.minimumRate = 0.02
      policy.entry.minimumCostPerWeek = Microseconds(600_000_000)
      policy.entry.falseDiscoveryRate = 0.05
      policy.limits.maximumEntries = 20
      policy.limits.maximumShare = 0.05
      policy.limits.maximumPerOwner = 3
      policy.protected = [
        .path("tests/payments/**"), .tag("@smoke"), .owner("@acme/core"), .name("a::b*"),
      ]
      policy.expiryDays = 21
      policy.escalationDays = 7
      policy.release.factor = 50
      policy.release.probationFactor = 1000
      policy.mode = .verdict
      policy.modes = [
        ModeRule(selector: .path("tests/e2e/**"), mode: .skip),
        ModeRule(selector: .name("a=b"), mode: .verdict),
      ]
      let update = ["quarantine", "update"]
      #expect(try command(QuarantineUpdate.self, update, in: folder).rules.policy == policy)
      policy.protected = [.tag("x")]
      policy.limits.maximumEntries = 7
      let given = update + ["--protect", "tag:x", "--max-tests", "7"]
      #expect(try command(QuarantineUpdate.self, given, in: folder).rules.policy == policy)
    }
    try withTemporaryFolder { folder in
      let update = try command(QuarantineUpdate.self, ["quarantine", "update"], in: folder)
      #expect(update.rules.policy == QuarantinePolicy())
    }
  }
}
