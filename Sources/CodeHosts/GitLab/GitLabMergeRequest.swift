import Foundation

/// A merge request on GitLab.
///
/// Source: GitLab REST API, "Notes". A note that is older has a lower number.
public struct GitLabMergeRequest: CommentHost {
  /// The host's name for people.
  public let name = "GitLab"
  private let client: APIClient
  private let path: [String]

  /// - Parameter project: the number of the project that the request is merged to, or its path.
  init(client: APIClient, project: String, number: Int) {
    self.client = client
    path = ["projects", project, "merge_requests", String(number), "notes"]
  }

  /// All comments, over all pages; what GitLab notes by itself is none.
  public func comments() throws(CodeHostError) -> [HostComment] {
    let first = client.url(path, query: [("per_page", "100"), ("sort", "asc")])
    let pages = try client.pages(from: first, as: [GitLabNote].self) { response, _ in
      // By number where GitLab tells it: behind a proxy its links may lead to another address.
      guard let next = response[header: "X-Next-Page"] else { return nextPage(inLinks: response) }
      guard let page = Int(next) else { return nil }
      return client.url(
        path,
        query: [("per_page", "100"), ("sort", "asc"), ("page", String(page))]
      ).absoluteString
    }
    return pages.joined().filter { $0.system != true }.map(\.comment)
  }

  /// As whom the token writes.
  public func author() throws(CodeHostError) -> String? {
    try client.ask(.get, client.url(["user"]), as: GitLabUser.self).username
  }

  /// Makes a comment.
  public func create(_ body: String) throws(CodeHostError) -> HostComment {
    try client.ask(.post, client.url(path), CommentBody(body: body), as: GitLabNote.self).comment
  }

  /// Changes a comment.
  public func update(_ comment: HostComment, to body: String) throws(CodeHostError) {
    try client.tell(.put, client.url(path + [String(comment.id)]), CommentBody(body: body))
  }

  /// Removes a comment.
  public func delete(_ comment: HostComment) throws(CodeHostError) {
    try client.tell(.delete, client.url(path + [String(comment.id)]))
  }
}

private struct GitLabUser: Decodable { var username: String }

private struct GitLabNote: Decodable {
  var id: Int
  var author: GitLabUser?
  var body: String?
  var system: Bool?

  var comment: HostComment { HostComment(id: id, author: author?.username ?? "", body: body ?? "") }
}
