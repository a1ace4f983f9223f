/// What a CI provider tells of one executed job: one node of one job of one pipeline, once.
public struct JobRun: Sendable, Hashable {
  /// The repository, such as `acme/shop`.
  public var repo: String?
  /// The branch that was tested; of a pull request, its source branch.
  public var branch: String?
  /// The branch that changes are merged to.
  public var defaultBranch: String?
  /// The commit that was tested; of a pull request, its head and not the merge commit.
  public var commit: String?
  /// The merge of a pull request's head into its target, where CI checked that out in place of the
  /// head; it lives only as long as the run, and its second parent is the head.
  public var mergeCommit: String?
  /// The number of the pull request.
  public var pr: Int?
  /// The pipeline, build or workflow run that the job belongs to.
  public var pipeline: String?
  /// The workflow within the pipeline.
  public var workflow: String?
  /// The job's name.
  public var job: String?
  /// The provider's own name for this one execution of the job on this one node, unique within the
  /// pipeline: a retried job has another one.
  public var jobID: String?
  /// The leg of the matrix, such as `py312`.
  public var variant: String?
  /// The node among the parallel nodes of the job, from 0.
  public var nodeIndex: Int?
  /// The number of parallel nodes.
  public var nodeTotal: Int?
  /// 1 for the first run of the job in its pipeline, higher for a rerun.
  public var attempt: Int?
  /// When the job began.
  public var startedAt: Timestamp?
  /// How long the job took.
  public var duration: Microseconds?
  /// How long the job waited for a machine.
  public var queuedFor: Microseconds?
  /// The job's own result, in the provider's word.
  public var status: String?
  /// The machine or the class of machine.
  public var runner: String?
  /// Where people find the job.
  public var url: String?
  /// The CI provider whose environment told this.
  public var provider: String?

  /// Creates a job run of which nothing is known.
  public init() {}

  /// Fills what is not known here from `other`.
  public func filled(from other: JobRun) -> JobRun {
    var filled = self
    filled.repo = repo ?? other.repo
    filled.branch = branch ?? other.branch
    filled.defaultBranch = defaultBranch ?? other.defaultBranch
    filled.commit = commit ?? other.commit
    filled.mergeCommit = mergeCommit ?? other.mergeCommit
    filled.pr = pr ?? other.pr
    filled.pipeline = pipeline ?? other.pipeline
    filled.workflow = workflow ?? other.workflow
    filled.job = job ?? other.job
    filled.jobID = jobID ?? other.jobID
    filled.variant = variant ?? other.variant
    filled.nodeIndex = nodeIndex ?? other.nodeIndex
    filled.nodeTotal = nodeTotal ?? other.nodeTotal
    filled.attempt = attempt ?? other.attempt
    filled.startedAt = startedAt ?? other.startedAt
    filled.duration = duration ?? other.duration
    filled.queuedFor = queuedFor ?? other.queuedFor
    filled.status = status ?? other.status
    filled.runner = runner ?? other.runner
    filled.url = url ?? other.url
    filled.provider = provider ?? other.provider
    return filled
  }
}
