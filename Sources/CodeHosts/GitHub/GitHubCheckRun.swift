import Foundation

/// A check run with annotations, as GitHub shows it beside a commit.
///
/// Source: GitHub REST API, "Check runs": at most 50 annotations a request, those of later requests
/// are added; titles up to 255 characters, messages up to 64 KB. Only the token of an app, such as
/// that of a job, may write it, with the permission `checks: write`.
public struct CheckRun: Sendable, Hashable {
  /// How it ended.
  public enum Conclusion: String, Sendable, Encodable {
    /// All is well.
    case success
    /// Something points at the change.
    case failure
    /// Something failed, and nothing points at the change.
    case neutral
  }

  /// A remark at a line.
  public struct Annotation: Sendable, Hashable, Encodable {
    /// How grave it is.
    public enum Level: String, Sendable, Encodable { case notice, warning, failure }

    var path: String
    var startLine: Int
    var endLine: Int
    var annotationLevel: Level
    var title: String
    var message: String

    private enum CodingKeys: String, CodingKey {
      case path, title, message
      case startLine = "start_line"
      case endLine = "end_line"
      case annotationLevel = "annotation_level"
    }

    /// Creates an annotation.
    public init(path: String, line: Int, level: Level, title: String, message: String) {
      self.path = path
      startLine = max(1, line)
      endLine = startLine
      annotationLevel = level
      self.title = String(title.prefix(250))
      self.message = String(message.prefix(10_000))
    }
  }

  /// What it is called, which the branch's rules may ask for.
  public var name: String
  /// The commit that it is about.
  public var commit: String
  /// How it ended.
  public var conclusion: Conclusion
  /// The answer in one line.
  public var title: String
  /// The text in Markdown, of at most 65,535 bytes.
  public var summary: String
  /// The remarks.
  public var annotations: [Annotation]

  /// Creates a check run.
  public init(
    name: String,
    commit: String,
    conclusion: Conclusion,
    title: String,
    summary: String,
    annotations: [Annotation]
  ) {
    self.name = name
    self.commit = commit
    self.conclusion = conclusion
    self.title = title
    self.summary = summary
    self.annotations = annotations
  }

  /// The annotations that one request takes.
  static let mostAnnotations = 50

  /// Writes it on GitHub, in as many requests as the annotations need.
  public func put(on access: HostAccess) throws(CodeHostError) {
    let path = ["repos"] + access.repository.split(separator: "/").map(String.init) + ["check-runs"]
    var rest = annotations[...]
    let first = CheckRunBody(
      name: name,
      headCommit: commit,
      conclusion: conclusion,
      output: output(rest.prefix(Self.mostAnnotations))
    )
    let made: CheckRunAnswer = try access.client.ask(.post, access.client.url(path), first)
    rest = rest.dropFirst(Self.mostAnnotations)
    while !rest.isEmpty {
      let more = CheckRunBody(output: output(rest.prefix(Self.mostAnnotations)))
      try access.client.tell(.patch, access.client.url(path + [String(made.id)]), more)
      rest = rest.dropFirst(Self.mostAnnotations)
    }
  }

  private func output(_ annotations: ArraySlice<Annotation>) -> CheckRunOutput {
    CheckRunOutput(title: title, summary: summary, annotations: Array(annotations))
  }
}

private struct CheckRunOutput: Encodable {
  var title: String
  var summary: String
  var annotations: [CheckRun.Annotation]
}

private struct CheckRunBody: Encodable {
  var name: String?
  var headCommit: String?
  var conclusion: CheckRun.Conclusion?
  var output: CheckRunOutput

  private enum CodingKeys: String, CodingKey {
    case name, conclusion, output
    case headCommit = "head_sha"
  }
}

private struct CheckRunAnswer: Decodable { var id: Int }
