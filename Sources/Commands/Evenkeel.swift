public import ArgumentParser

/// The root command.
public struct Evenkeel: ParsableCommand {
  /// The name, the summary, and the commands beneath it.
  public static let configuration = CommandConfiguration(
    commandName: "evenkeel",
    abstract: "Find flaky tests, split suites over CI nodes, and report on both.",
    version: "0.1.0",
    subcommands: [
      IngestCommand.self, MergeCommand.self, InspectCommand.self, TestsCommand.self,
      FlakyCommand.self, QuarantineCommand.self, GateCommand.self, TimingsCommand.self,
      ReviewCommand.self, CommentCommand.self, MetricsCommand.self, SettingsCommand.self,
    ]
  )

  /// Creates the command; ArgumentParser calls this.
  public init() {}
}
