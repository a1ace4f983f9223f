/// How much a comment says: one step of the ladder from all that is known to the counts alone.
struct CommentDetail: Sendable, Hashable {
  /// The tests of one class that are listed where they are seen at once.
  var listed: Int
  /// The tests of one class that are listed where they are folded away.
  var folded: Int
  /// Whether failures are told in their words.
  var hasMessages: Bool
  /// Whether jobs and variants are told.
  var hasStreams: Bool

  /// The steps; the last one is short whatever the report is.
  static let steps = [
    CommentDetail(listed: 20, folded: 100, hasMessages: true, hasStreams: true),
    CommentDetail(listed: 20, folded: 100, hasMessages: false, hasStreams: true),
    CommentDetail(listed: 20, folded: 20, hasMessages: false, hasStreams: true),
    CommentDetail(listed: 10, folded: 10, hasMessages: false, hasStreams: false),
    CommentDetail(listed: 5, folded: 0, hasMessages: false, hasStreams: false),
    CommentDetail(listed: 0, folded: 0, hasMessages: false, hasStreams: false),
  ]
}
