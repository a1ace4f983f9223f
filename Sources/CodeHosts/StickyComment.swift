/// The one comment of a key on a pull request.
public struct StickyComment: Sendable, Hashable {
  /// What the first line of the comment has, and of no other key's.
  public var label: String
  /// What the first line has where the comment says the same already.
  public var digest: String
  /// The whole text, with that first line.
  public var text: String
  /// Whether the comment is made where there is none; else only one that is there is kept true.
  public var isNews: Bool

  /// Creates a comment.
  public init(label: String, digest: String, text: String, isNews: Bool) {
    self.label = label
    self.digest = digest
    self.text = text
    self.isNews = isNews
  }

  /// What was done.
  public enum Deed: Sendable, Hashable {
    /// There was nothing to say, and nobody had said anything.
    case silent
    /// The comment was made.
    case made
    /// The comment was changed.
    case changed
    /// The comment said the same already.
    case unchanged
  }

  /// Brings the comment on a pull request up to date.
  ///
  /// It is found by its first line and by its author: anybody may write a comment with our first line.
  /// Where two jobs made it at one moment, the older comment is kept, by both.
  public func put(on host: some CommentHost) throws(CodeHostError) -> Deed {
    if let mine = try existing(on: host).first { return try refresh(mine, on: host) }
    return isNews ? try make(on: host) : .silent
  }

  /// The tries to make a comment of which nobody knows whether it was made.
  private static let mostTries = 3

  private func make(on host: some CommentHost) throws(CodeHostError) -> Deed {
    for attempt in 1...Self.mostTries {
      let made: HostComment
      do {
        made = try host.create(text)
      } catch {
        guard error.isUnsure else { throw error }
        // What is there now may be what was just made.
        if let mine = try existing(on: host).first { return try refresh(mine, on: host) }
        if attempt == Self.mostTries { throw error }
        continue
      }
      return try settle(made, on: host)
    }
    return .silent
  }

  /// Gives way to an older comment that another job made in the meantime.
  private func settle(_ made: HostComment, on host: some CommentHost) throws(CodeHostError) -> Deed
  {
    let rivals = (try? host.comments()) ?? []
    let older = rivals.filter {
      isOurs($0) && $0.author == made.author && $0.id < made.id
    }
    guard let oldest = older.min(by: { $0.id < $1.id }) else { return .made }
    try? host.delete(made)
    return try refresh(oldest, on: host)
  }

  private func refresh(_ comment: HostComment, on host: some CommentHost) throws(CodeHostError)
    -> Deed
  {
    if firstLine(comment).contains(digest) { return .unchanged }
    do {
      try host.update(comment, to: text)
    } catch {
      // Somebody removed it at this moment.
      guard error.status == 404, isNews else { throw error }
      _ = try host.create(text)
      return .made
    }
    return .changed
  }

  /// Our comments, the oldest first.
  private func existing(on host: some CommentHost) throws(CodeHostError) -> [HostComment] {
    let candidates = try host.comments().filter(isOurs)
    guard !candidates.isEmpty else { return [] }
    let author = try host.author()
    return candidates.filter { $0.author == author }.sorted { $0.id < $1.id }
  }

  private func isOurs(_ comment: HostComment) -> Bool { firstLine(comment).contains(label) }

  private func firstLine(_ comment: HostComment) -> Substring {
    comment.body.prefix { !$0.isNewline }
  }
}
