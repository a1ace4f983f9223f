import ArgumentParser
import Ingester
import Reporter
import TestModel

extension Setting {
  /// All keys, in the order in which they are documented.
  static let all: [Setting] =
    general + flaky + tests + quarantine + gate + ingest + review + comment + metrics

  private static let general: [Setting] = [
    Setting(
      key: "db",
      option: "db",
      kind: .path,
      commands: Evenkeel.commands,
      environment: { $0.variables["EVENKEEL_DB"].flatMap { $0.isEmpty ? nil : $0 } }
    ),
    Setting(
      key: "ci_log",
      option: "ci-log",
      kind: .single(.choice(CILogChoice.self)),
      commands: Evenkeel.commands
    ),
    Setting(
      key: "window",
      option: "window",
      kind: .single(.span),
      commands: [
        FlakyCommand.self, QuarantineUpdate.self, TimingsCommand.self, CommentCommand.self,
        MetricsCommand.self,
      ]
    ),
    Setting(
      key: "repo",
      option: "repo",
      kind: .single(.text),
      commands: [IngestCommand.self, GateCommand.self],
      environment: { $0.jobRun.repo },
      yields: ["manifest"],
      meaning: """
        The repository, such as acme/shop: that of the reports that are ingested, and the only one \
        that is looked at.
        """
    ),
    Setting(
      key: "repo",
      option: "repo",
      kind: .single(.text),
      commands: [
        FlakyCommand.self, QuarantineUpdate.self, QuarantineExport.self, TimingsCommand.self,
        ReviewCommand.self, CommentCommand.self, MetricsCommand.self,
      ]
    ),
    Setting(
      key: "default_branch",
      option: "default-branch",
      kind: .single(.text),
      commands: [IngestCommand.self],
      environment: { $0.jobRun.defaultBranch },
      yields: ["manifest"]
    ),
  ]

  private static let flaky: [Setting] = [
    setting("flaky.branch", .single(.text), FlakyCommand.self),
    setting("flaky.owner", .single(.text), FlakyCommand.self),
    setting("flaky.min_probability", .single(.probability), FlakyCommand.self),
    setting("flaky.limit", .single(.count(1...Int.max)), FlakyCommand.self),
  ]

  private static let gate: [Setting] = [
    setting("gate.expect_tests", .single(.count(0...Int.max)), GateCommand.self),
    setting("gate.min_share", .single(.share), GateCommand.self),
    setting("gate.max_age", .single(.span), GateCommand.self),
    setting("gate.strict", .flag, GateCommand.self),
  ]

  private static let ingest: [Setting] = [setting("ingest.strict", .flag, IngestCommand.self)]

  private static let review: [Setting] = [
    setting(
      "review.minutes_per_failure",
      .single(.number("a number of minutes, from 0 to 10,000") { (0...10_000).contains($0) }),
      ReviewCommand.self
    ),
    setting("review.mail_from", .single(address), ReviewCommand.self),
    setting("review.mail_to", .list(address), ReviewCommand.self),
  ]

  private static let address = ValueForm(words: "an address, such as ci@acme.example") {
    MailAddress($0) != nil
  }

  private static let comment: [Setting] = [
    setting("comment.key", .single(.text), CommentCommand.self),
    setting("comment.when", .single(.choice(CommentOccasion.self)), CommentCommand.self),
    setting("comment.expect_jobs", .single(.count(1...Int.max)), CommentCommand.self),
  ]

  private static let metrics: [Setting] = [
    setting("metrics.top", .single(.count(0...50)), MetricsCommand.self)
  ]

  /// A key that is called as its option is, in a section.
  static func setting(
    _ key: String,
    _ kind: Kind,
    _ commands: any ParsableCommand.Type...,
    yields: [String] = []
  ) -> Setting {
    let name = key.split(separator: ".").last ?? ""
    return Setting(
      key: key,
      option: String(name.replacing("_", with: "-")),
      kind: kind,
      commands: commands,
      yields: yields
    )
  }
}

extension Evenkeel {
  /// All commands that do something, and not only have others beneath them.
  static let commands = leaves(of: [Evenkeel.self])

  private static func leaves(
    of commands: [any ParsableCommand.Type]
  ) -> [any ParsableCommand.Type] {
    commands.flatMap { command in
      let beneath = command.configuration.subcommands
      return beneath.isEmpty ? [command] : leaves(of: beneath)
    }
  }
}
