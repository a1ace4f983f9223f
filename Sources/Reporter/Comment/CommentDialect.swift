/// What a place where comments are read makes of Markdown, and how much of it it takes.
public enum CommentDialect: String, Sendable, CaseIterable {
  /// GitHub, and Gitea and Forgejo, which speak its language.
  case gitHub = "github"
  /// GitLab.
  case gitLab = "gitlab"
  /// Bitbucket Cloud, which shows HTML as text.
  case bitbucket
  /// GitHub's summary of a step, which takes a mebibyte.
  case stepSummary

  /// Whether HTML is markup there.
  var hasHTML: Bool { self != .bitbucket }

  /// What the largest comment may measure.
  ///
  /// GitHub refuses 65,537 characters, GitLab a million; that Bitbucket refuses 32 KiB is told by its
  /// users. Some room stays for what a host adds.
  var limit: CommentSize {
    switch self {
    case .gitHub: CommentSize(bytes: 240_000, characters: 60_000)
    case .gitLab, .stepSummary: CommentSize(bytes: 1_000_000, characters: 1_000_000)
    case .bitbucket: CommentSize(bytes: 30_000, characters: 30_000)
    }
  }
}

/// How large a text is.
struct CommentSize: Sendable, Hashable {
  /// In UTF-8.
  var bytes: Int
  /// In units of UTF-16: no host that counts characters counts more.
  var characters: Int

  init(bytes: Int, characters: Int) {
    self.bytes = bytes
    self.characters = characters
  }

  /// Measures a text.
  init(of text: String) { self.init(bytes: text.utf8.count, characters: text.utf16.count) }

  /// Whether a text of this size may be as large as `limit`.
  func fits(_ limit: CommentSize) -> Bool {
    bytes <= limit.bytes && characters <= limit.characters
  }
}
