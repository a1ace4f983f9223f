public import TestModel

/// How the log of a CI is told that a line is more than text.
///
/// Sources: GitHub, "Workflow commands for GitHub Actions", and `ActionCommand.cs` of its runner;
/// Microsoft, "Logging commands"; JetBrains, "Service messages"; GitLab, "CI/CD job logs"; Buildkite,
/// "Managing log output".
public enum CILogSyntax: String, Sendable, Hashable, CaseIterable {
  /// GitHub Actions, and Gitea's and Forgejo's, which speak its language.
  case github
  /// GitLab CI, which has groups alone.
  case gitlab
  /// Azure Pipelines.
  case azure
  /// TeamCity.
  case teamcity
  /// Buildkite, which has groups alone.
  case buildkite

  /// Whether it looks at standard error, too; TeamCity promises to look at standard output only.
  public var readsStandardError: Bool { self != .teamcity }
}

/// The log of a job that runs in CI.
public struct CILog: Sendable {
  /// How it is written.
  public var syntax: CILogSyntax
  /// What counts as now.
  public var now: Timestamp
  /// The files that it may annotate.
  public var files: CheckoutFiles

  /// Creates a log.
  public init(syntax: CILogSyntax, now: Timestamp, files: CheckoutFiles = CheckoutFiles()) {
    self.syntax = syntax
    self.now = now
    self.files = files
  }
}
