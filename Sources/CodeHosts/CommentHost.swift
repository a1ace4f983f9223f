/// A comment of a pull request, as far as it matters here.
public struct HostComment: Sendable, Hashable {
  /// The host's number for it: a comment that was made later has a higher one.
  public var id: Int
  /// Who wrote it, in the host's own name for people and bots.
  public var author: String
  /// What it says, in Markdown.
  public var body: String

  /// Creates a comment.
  public init(id: Int, author: String, body: String) {
    self.id = id
    self.author = author
    self.body = body
  }
}

/// What a code host can do with the comments of one pull request.
public protocol CommentHost: Sendable {
  /// The host's name for people.
  var name: String { get }
  /// All comments of the pull request.
  func comments() throws(CodeHostError) -> [HostComment]
  /// As whom the token writes; none where the host does not tell it.
  func author() throws(CodeHostError) -> String?
  /// Makes a comment.
  func create(_ body: String) throws(CodeHostError) -> HostComment
  /// Changes what a comment says.
  func update(_ comment: HostComment, to body: String) throws(CodeHostError)
  /// Removes a comment.
  func delete(_ comment: HostComment) throws(CodeHostError)
}
