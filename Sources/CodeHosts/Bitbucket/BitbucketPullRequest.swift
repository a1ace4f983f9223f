import Foundation

/// A pull request on Bitbucket Cloud.
///
/// Source: Bitbucket Cloud REST API, "Pull requests"; the next page's address stands in the page.
public struct BitbucketPullRequest: CommentHost {
  /// The host's name for people.
  public let name = "Bitbucket"
  private let client: APIClient
  private let path: [String]

  init(client: APIClient, repository: String, number: Int) {
    self.client = client
    let names = repository.split(separator: "/").map(String.init)
    path = ["repositories"] + names + ["pullrequests", String(number), "comments"]
  }

  /// All comments, over all pages, but for those that were removed or stand in the code.
  public func comments() throws(CodeHostError) -> [HostComment] {
    let first = client.url(path, query: [("pagelen", "100")])
    let pages = try client.pages(from: first, as: BitbucketPage.self) { _, page in page.next }
    return pages.flatMap(\.values).filter { $0.deleted != true && $0.inline == nil }
      .map(\.comment)
  }

  /// As whom the token writes.
  public func author() throws(CodeHostError) -> String? {
    try client.ask(.get, client.url(["user"]), as: BitbucketUser.self).uuid
  }

  /// Makes a comment.
  public func create(_ body: String) throws(CodeHostError) -> HostComment {
    let answer: BitbucketComment = try client.ask(.post, client.url(path), BitbucketBody(body))
    return answer.comment
  }

  /// Changes a comment.
  public func update(_ comment: HostComment, to body: String) throws(CodeHostError) {
    try client.tell(.put, client.url(path + [String(comment.id)]), BitbucketBody(body))
  }

  /// Removes a comment.
  public func delete(_ comment: HostComment) throws(CodeHostError) {
    try client.tell(.delete, client.url(path + [String(comment.id)]))
  }
}

private struct BitbucketContent: Codable { var raw: String? }

private struct BitbucketBody: Encodable {
  var content: BitbucketContent

  init(_ text: String) { content = BitbucketContent(raw: text) }
}

private struct BitbucketUser: Decodable { var uuid: String }

private struct BitbucketComment: Decodable {
  struct Inline: Decodable {}
  var id: Int
  var user: BitbucketUser?
  var content: BitbucketContent?
  var deleted: Bool?
  var inline: Inline?

  var comment: HostComment {
    HostComment(id: id, author: user?.uuid ?? "", body: content?.raw ?? "")
  }
}

private struct BitbucketPage: Decodable {
  var values: [BitbucketComment]
  var next: String?
}
