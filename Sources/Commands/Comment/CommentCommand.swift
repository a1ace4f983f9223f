import ArgumentParser
import CodeHosts
import Reporter
import StatisticsCore
import Storage
import TestModel

struct CommentCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "comment",
    abstract: "Say of each failed test of a pull request whether the change broke it.",
    discussion: """
      In a job of GitHub Actions, GitLab CI or Bitbucket Pipelines the comment is posted: one a pull \
      request and key, which is edited from then on. The token is that in GITHUB_TOKEN, GITLAB_TOKEN \
      or BITBUCKET_TOKEN (or BITBUCKET_USERNAME with BITBUCKET_APP_PASSWORD). Where nothing can be \
      posted, as in the jobs of a fork, the step summary or standard output has it. With --dry-run \
      or --output nothing is posted.
      """
  )

  @Option(help: "The pull request. Default: from the CI provider's environment.") var pr: Int?
  @Option(
    parsing: .upToNextOption,
    help: "Reports of this run that are not in the history: files, folders or patterns."
  )
  var junit: [String] = []
  @Option(
    help: ArgumentHelp("How many job runs there have to be; fewer are incomplete.", valueName: "n")
  )
  var expectJobs: Int?
  @Option(help: "When to comment; a comment that is there is kept true, but for never.")
  var when = CommentOccasion.failure
  @Option(help: "Tells several comments on one pull request apart.") var key = "default"
  @Flag(help: "Print the comment and post nothing.") var dryRun = false
  @OptionGroup var posting: PostingOptions
  @OptionGroup var analysis: AnalysisOptions
  @Option(name: .shortAndLong, help: "Write the comment to this file, and post nothing.")
  var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let expectJobs, expectJobs < 1 { throw ValidationError("--expect-jobs is 1 or more.") }
    if let pr, pr < 1 { throw ValidationError("--pr is 1 or more.") }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let host = HostOfJob(posting, repo: analysis.repo, in: surroundings)
    let store = try common.openForReading(in: surroundings)
    guard let target = try target(host, in: surroundings) else {
      return CommandOutput(
        remarks: ["no open pull request has its head where the run that set this one off had it"]
      )
    }
    let report = try PullRequestReport(
      PullRequestQuestion(
        number: target.number,
        commit: target.commit,
        reported: ReportedFailures(junit, in: surroundings),
        expectedJobs: expectJobs,
        window: analysis.range(until: analysis.asOf(surroundings)),
        repo: analysis.repo
      ),
      store,
      in: surroundings
    )
    let delivery = CommentDelivery(
      report: report,
      number: target.number,
      key: key,
      occasion: when,
      options: posting
    )
    if dryRun || output != nil { return try delivery.printed(to: output, host, in: surroundings) }
    return try delivery.posted(on: host, in: surroundings)
  }

  /// The pull request, with the commit at its head where the environment tells it; none where the
  /// run that set this one off has none any more.
  private func target(
    _ host: HostOfJob,
    in surroundings: Surroundings
  ) throws -> (number: Int, commit: String?)? {
    let environment = clarifyingCommits(of: surroundings.jobRun, in: surroundings.folder).jobRun
    if let number = pr ?? environment.pr {
      return (number, environment.pr == number ? environment.commit : nil)
    }
    guard let run = host.event?.run else {
      throw CommandFailure(
        "no pull request is named here; use --pr NUMBER, or run this in a pull request's job",
        .usage
      )
    }
    do {
      return try host.access().pullRequest(of: run).map { ($0, run.headCommit) }
    } catch let error as CodeHostError {
      throw CommandFailure(error.description, error.mayPass ? .tryAgain : .inputOutput)
    } catch let obstacle as HostAccess.Obstacle {
      throw CommandFailure(obstacle.description, .usage)
    }
  }
}
