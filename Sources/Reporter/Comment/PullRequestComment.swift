import StatisticsCore
import TestModel

/// A comment as it is posted.
public struct PullRequestComment: Sendable, Hashable {
  /// What the first line of every comment of this key has, and of no other.
  public let label: String
  /// What the first line of a comment that says the same of the same commit has.
  public let digest: String
  /// The answer in one line of plain text.
  public let headline: String
  /// The text, with its hidden first line.
  public let text: String
  /// The text alone.
  public let body: String
}

/// The comment of a report in a host's Markdown.
///
/// A comment that is too large for the host is told in fewer words, step by step; it is never cut.
///
/// - Parameter key: tells several comments on one pull request apart.
public func pullRequestComment(
  _ report: PullRequestReport,
  key: String,
  in dialect: CommentDialect = .gitHub
) -> PullRequestComment {
  let told = CommentDetail.steps.lazy.map { detail in
    CommentText(report: report, dialect: dialect, detail: detail)
  }
  // The hidden line is far shorter than the room that the limit leaves.
  let fitting = told.first { CommentSize(of: $0.body).fits(dialect.limit) } ?? told[told.count - 1]
  let body = fitting.body
  let marker = CommentMarker(key: key, head: report.headCommit, content: fitting.content)
  return PullRequestComment(
    label: marker.label,
    digest: marker.digest,
    headline: fitting.headline,
    text: marker.line(in: dialect) + body,
    body: body
  )
}
