public import TestModel

/// What makes a job run the same one when it is ingested again.
public struct JobRunIdentity: Sendable, Hashable {
  /// The identity as a short text.
  let text: String
  /// Whether the identity says which execution it is.
  ///
  /// Then reports that come later belong to the same run. Without a pipeline and a job, two runs of one commit look alike, and only their
  /// reports tell them apart.
  let isSure: Bool

  /// Creates the identity of a job run: all that is known of it but how long it took, how it ended,
  /// and where it is shown.
  public init(_ run: JobRun) {
    isSure = run.pipeline != nil && run.job != nil
    let fields: [String?] = [
      run.repo, run.branch, run.commit, run.pr.map(String.init), run.pipeline, run.workflow,
      run.job, run.jobID, run.variant, run.nodeIndex.map(String.init),
      run.nodeTotal.map(String.init), run.attempt.map(String.init), run.startedAt?.iso8601,
    ]
    text = digest(of: fields.map { $0 ?? "" })
  }

  /// What makes a run without a sure identity the same one.
  func runDigest(ofReports digests: [String]) -> String {
    digest(of: [text] + digests.sorted())
  }
}
