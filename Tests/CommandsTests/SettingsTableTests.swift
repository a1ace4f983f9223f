import ArgumentParser
import Foundation
import TestModel
import TestSupport
import Testing

@testable import Commands

/// What has to stand on the command line of a command beside the options of keys.
private let required: [String: [String]] = [
  "ingest": ["r.xml"], "merge": ["x.sqlite"], "inspect": ["r.xml"], "tests glob": ["x"],
  "tests run": ["--command", "true"], "tests verify": ["--plan", "p.json", "r.xml"],
  "quarantine export": ["--for", "json"], "quarantine add": ["t", "--reason", "r"],
  "quarantine remove": ["t"], "quarantine log": ["t"], "gate": ["--", "true"],
  "comment": ["--dry-run"],
]

/// Options that are no keys: what one call is about, and not how it is always done.
private let ofOneCall: Set<String> = [
  "help", "help-hidden", "version", "config", "quiet", "output", "format", "as-of", "json",
  // Which job, node or pull request this is.
  "branch", "commit", "merge-commit", "pr", "pipeline", "workflow", "job", "job-id", "variant",
  "node-index", "node-total", "attempt", "started-at", "duration", "queued-for", "status", "runner",
  "url", "index", "total", "shard", "queue-key",
  // What is read, run, decided or asked for.
  "manifest", "junit", "plan", "command", "verbose", "all", "explain", "week", "dry-run", "for",
  "allow-overmatch", "reason", "expires", "owner", "issue", "author", "until", "fixed-by", "mode",
  "sample-seed", "by", "slowest", "changed", "host", "token-variable",
  "step-summary", "check-run", "code-quality", "strict",
  // Where a token goes, which is not for a file to say that a pull request can change.
  "push", "push-job", "push-instance",
]

@Suite("The table of settings")
struct SettingsTableTests {
  private static let samples = [
    "7d", "33%", "0.25", "77", "2s", "filesize", "testname", "json", "fail", "verdict", "true",
    "0=3s", "0=1.5", "tag:@x", "path:a/**", "text/", "0", "1", "-1", "1.5", "101%", "x=y", "nan",
    "ci@acme.example", "never",
  ]

  private func samples(_ setting: Setting) -> [(entry: String, option: String)] {
    let accepted = { (form: ValueForm) in SettingsTableTests.samples.filter(form.accepts) }
    return switch setting.kind {
    case .single(let form): accepted(form).map { ("\"\($0)\"", "--\(setting.option)=\($0)") }
    case .list(let form): accepted(form).map { ("[\"\($0)\"]", "--\(setting.option)=\($0)") }
    case .flag: [("true", "--\(setting.option)")]
    case .path: [("x/y", "--\(setting.option)=x/y")]
    case .pairs(let name, let value):
      accepted(name).flatMap { name in
        accepted(value).map { ("[{\"\(name)\": \($0)}]", "--\(setting.option)=\(name)=\($0)") }
      }
    }
  }

  private func parse(_ arguments: [String], in folder: URL) throws -> String {
    let surroundings = Surroundings(
      variables: [:],
      folder: folder.path(percentEncoded: false),
      now: Timestamp(seconds: 1_800_000_000),
      standardInput: { nil },
      progress: { _ in }
    )
    var text = ""
    dump(try Evenkeel.command(arguments, in: surroundings), to: &text)
    return text
  }

  @Test("A key of the file is its option, and changes something", arguments: Setting.all.indices)
  func keysAreOptions(row: Int) throws {
    let setting = Setting.all[row]
    let command = try #require(setting.commands.first)
    let path = try #require(Evenkeel.path(of: command))
    let words = required[path.joined(separator: " ")] ?? []
    try withTemporaryFolder { folder in
      let plain = try parse(path + words, in: folder)
      for sample in samples(setting) {
        // Some samples are the default, or do not go with the default of another key.
        guard let option = try? parse(path + [sample.option] + words, in: folder), option != plain
        else { continue }
        try folder.write(yaml(setting.key, sample.entry), to: "evenkeel.yml")
        #expect(try parse(path + words, in: folder) == option, "\(setting.key): \(sample)")
        return
      }
      Issue.record("\(setting.key) changes nothing")
    }
  }

  @Test("What the file takes is what the command line takes", arguments: Setting.all.indices)
  func formsAreTheOptions(row: Int) throws {
    let setting = Setting.all[row]
    // These are looked at together with others, or when the command runs.
    let later: Set<String> = [
      "tests.max", "gate.expect_tests", "quarantine.release.probation_factor",
    ]
    guard !later.contains(setting.key) else { return }
    let form: ValueForm
    switch setting.kind {
    case .single(let single): form = single
    case .list(let list): form = list
    default: return
    }
    let command = try #require(setting.commands.first)
    let path = try #require(Evenkeel.path(of: command))
    let words = required[path.joined(separator: " ")] ?? []
    for sample in ["-1", "33%", "7d"] {
      let parsed = try? Evenkeel.parseAsRoot(path + ["--\(setting.option)=\(sample)"] + words)
      #expect(form.accepts(sample) == (parsed != nil), "\(setting.key): \(sample)")
    }
  }

  @Test("Every option is a key, or says what one call is about")
  func optionsAreKeys() throws {
    struct Dumped: Decodable {
      struct Name: Decodable { var name: String }
      struct Argument: Decodable {
        var kind: String
        var names: [Name]?
      }
      struct Command: Decodable {
        var commandName: String
        var arguments: [Argument]?
        var subcommands: [Command]?
      }
      var command: Command
    }
    func check(_ command: Dumped.Command, _ path: [String]) {
      for argument in command.arguments ?? [] where argument.kind != "positional" {
        let names = (argument.names ?? []).map(\.name)
        let type = Evenkeel.commands.first { Evenkeel.path(of: $0) == path }
        let isKey = Setting.all.contains { setting in
          names.contains(where: setting.optionNames.contains) && (type.map(setting.isOf) ?? false)
        }
        let isOfOneCall = names.contains { ofOneCall.contains($0) || $0 == "0" }
        #expect(isKey || isOfOneCall, "\(path): \(names)")
      }
      for child in command.subcommands ?? [] where child.commandName != "help" {
        check(child, path + [child.commandName])
      }
    }
    let document = try JSONDecoder().decode(Dumped.self, from: Data(Evenkeel._dumpHelp().utf8))
    check(document.command, [])
    let help = try OptionHelp()
    for setting in Setting.all {
      for command in setting.commands {
        #expect(help.option(setting, of: command) != nil, "\(command) has no \(setting.option)")
      }
    }
  }

  @Test("Every key is documented, and the file that documents them is one")
  func isDocumented() throws {
    try withTemporaryFolder { folder in
      let template = try run(["settings", "--format", "yaml"], in: folder)
      try expectGolden(template.text, "settings.yml")
      try folder.write(template.text, to: "evenkeel.yml")
      #expect(try run(["tests", "glob", "x"], in: folder).status == .done)
      // The keys that have a default, with it.
      let defaults = template.text.replacing(#/#(?<entry>[a-z_]+: [^#\n]+\n)/#) { $0.output.entry }
      try folder.write(defaults, to: "evenkeel.yml")
      let settings = try run(["settings", "--format", "json"], in: folder)
      #expect(settings.status == .done, "\(settings.remarks)")
      #expect(settings.text.contains("evenkeel.yml:"))
      let table = try run(["settings"], in: folder).text
      for setting in Setting.all { #expect(table.contains("\n\(setting.key) ")) }
    }
  }

  private func yaml(_ key: String, _ value: String) -> String {
    var text = ""
    let names = key.split(separator: ".")
    for (depth, name) in names.enumerated() {
      text += String(repeating: "  ", count: depth) + "\(name):"
      text += depth == names.count - 1 ? " \(value)\n" : "\n"
    }
    return text
  }
}
