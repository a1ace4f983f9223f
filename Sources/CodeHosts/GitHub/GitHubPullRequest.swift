import Foundation

/// A pull request on GitHub, on GitHub Enterprise Server, or on Gitea and Forgejo, which speak the
/// same language.
///
/// Source: GitHub REST API, "Issue comments"; the comments of a pull request are those of its issue.
public struct GitHubPullRequest: CommentHost {
  /// The host's name for people.
  public let name = "GitHub"
  let client: APIClient
  let repository: [String]
  let number: Int
  private let graphQL: URL
  /// As whom a token writes that may not ask: that of a job in GitHub Actions.
  private static let actionsBot = "github-actions[bot]"

  init(client: APIClient, repository: String, number: Int, graphQL: URL) {
    self.client = client
    self.repository = ["repos"] + repository.split(separator: "/").map(String.init)
    self.number = number
    self.graphQL = graphQL
  }

  /// All comments, over all pages.
  public func comments() throws(CodeHostError) -> [HostComment] {
    let first = client.url(
      repository + ["issues", String(number), "comments"],
      query: [("per_page", "100")]
    )
    return try client.pages(from: first, as: [GitHubComment].self) { response, _ in
      nextPage(inLinks: response)
    }
    .joined().map(\.comment)
  }

  /// As whom the token writes.
  ///
  /// The token of a job may not ask for its user over REST, and may over GraphQL.
  public func author() throws(CodeHostError) -> String? {
    let question = GraphQLQuestion(query: "query { viewer { login } }")
    if let answer = try? client.ask(.post, graphQL, question, as: GraphQLViewer.self),
      let login = answer.data?.viewer?.login
    {
      return login
    }
    do {
      return try client.ask(.get, client.url(["user"]), as: GitHubUser.self).login
    } catch {
      guard error.status == 403 else { throw error }
      return Self.actionsBot
    }
  }

  /// Makes a comment.
  public func create(_ body: String) throws(CodeHostError) -> HostComment {
    let url = client.url(repository + ["issues", String(number), "comments"])
    return try client.ask(.post, url, CommentBody(body: body), as: GitHubComment.self).comment
  }

  /// Changes a comment.
  public func update(_ comment: HostComment, to body: String) throws(CodeHostError) {
    try client.tell(.patch, url(of: comment), CommentBody(body: body))
  }

  /// Removes a comment.
  public func delete(_ comment: HostComment) throws(CodeHostError) {
    try client.tell(.delete, url(of: comment))
  }

  private func url(of comment: HostComment) -> URL {
    client.url(repository + ["issues", "comments", String(comment.id)])
  }
}

/// What is written as a comment.
struct CommentBody: Encodable {
  var body: String
}

private struct GitHubUser: Decodable { var login: String }

private struct GitHubComment: Decodable {
  var id: Int
  var user: GitHubUser?
  var body: String?

  var comment: HostComment { HostComment(id: id, author: user?.login ?? "", body: body ?? "") }
}

private struct GraphQLQuestion: Encodable { var query: String }

private struct GraphQLViewer: Decodable {
  struct Contents: Decodable { var viewer: GitHubUser? }
  var data: Contents?
}

/// The next page, by the `Link` header.
///
/// Source: RFC 8288, section 3; GitHub REST API, "Using pagination".
func nextPage(inLinks response: HTTPResponse) -> String? {
  guard let links = response[header: "Link"] else { return nil }
  for link in links.split(separator: ",") {
    let parts = link.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    guard let address = parts.first, address.hasPrefix("<"), address.hasSuffix(">"),
      parts.dropFirst().contains(where: { $0 == "rel=\"next\"" || $0 == "rel=next" })
    else { continue }
    return String(address.dropFirst().dropLast())
  }
  return nil
}
