import ArgumentParser
import TestModel

/// What a user tells of a job run; each is filled from the CI provider's environment, and from git
/// last, when it is not given.
struct MetadataOptions: ParsableArguments {
  @Option(help: "The repository, such as acme/shop.") var repo: String?
  @Option(help: "The branch.") var branch: String?
  @Option(help: "The branch that changes are merged to.") var defaultBranch: String?
  @Option(help: "The commit; of a pull request, its head.") var commit: String?
  @Option(help: "The merge commit that CI checked out in its place.") var mergeCommit: String?
  @Option(help: "The number of the pull request.") var pr: Int?
  @Option(help: "The pipeline or build.") var pipeline: String?
  @Option(help: "The workflow.") var workflow: String?
  @Option(help: "The job.") var job: String?
  @Option(help: "The provider's ID of this execution of the job.") var jobID: String?
  @Option(help: "The leg of the matrix, such as py312.") var variant: String?
  @Option(help: "The node, from 0.") var nodeIndex: Int?
  @Option(help: "The number of nodes.") var nodeTotal: Int?
  @Option(help: "1 for the first run of the job, higher for a rerun.") var attempt: Int?
  @Option(help: "When the job began (ISO 8601).") var startedAt: MomentArgument?
  @Option(help: "How long the job took, such as 4m30s.") var duration: SpanArgument?
  @Option(help: "How long the job waited, such as 10s.") var queuedFor: SpanArgument?
  @Option(help: "The job's result in the provider's word.") var status: String?
  @Option(help: "The machine.") var runner: String?
  @Option(help: "Where the job is shown.") var url: String?

  var jobRun: JobRun {
    var run = JobRun()
    run.repo = repo
    run.branch = branch
    run.defaultBranch = defaultBranch
    run.commit = commit
    run.mergeCommit = mergeCommit
    run.pr = pr
    run.pipeline = pipeline
    run.workflow = workflow
    run.job = job
    run.jobID = jobID
    run.variant = variant
    run.nodeIndex = nodeIndex
    run.nodeTotal = nodeTotal
    run.attempt = attempt
    run.startedAt = startedAt?.moment
    run.duration = duration?.span
    run.queuedFor = queuedFor?.span
    run.status = status
    run.runner = runner
    run.url = url
    return run
  }
}
