import Foundation
import Synchronization

/// A code host of which only the comments of one pull request are there: it speaks the documented API
/// of GitHub, GitLab or Bitbucket over a real socket, and can be told to misbehave.
///
/// The pull request is number 7 of `acme/shop` (project 42 on GitLab); the token is `FakeCodeHost.token`.
public final class FakeCodeHost: Sendable {
  /// Whose API it speaks.
  public enum Kind: Sendable { case gitHub, gitLab, bitbucket }

  /// A comment.
  public struct Comment: Sendable, Hashable {
    /// The host's number for it.
    public var id: Int
    /// Who wrote it.
    public var author: String
    /// What it says.
    public var body: String
  }

  /// The only token that is let in.
  public static let token = "s3cret-t0ken"
  /// As whom that token writes.
  public static let bot = "evenkeel[bot]"

  private struct State {
    var comments: [Comment] = []
    var nextID = 1000
    var faults: [(method: String, reply: LoopbackServer.Reply)] = []
    var pulls: [(head: String, sha: String, number: Int)] = []
  }

  private final class Shared: Sendable {
    let state = Mutex(State())
    let address = Mutex("")
  }

  private let kind: Kind
  private let shared = Shared()
  /// The server.
  public let server: LoopbackServer

  /// Starts the host.
  public init(_ kind: Kind = .gitHub) throws {
    self.kind = kind
    let shared = shared
    server = try LoopbackServer { request in Self.answer(request, kind, shared) }
    let url = server.url
    shared.address.withLock { $0 = url }
  }

  /// The comments that are there.
  public var comments: [Comment] {
    get { shared.state.withLock { $0.comments } }
  }

  /// The requests that change something.
  public var writes: [String] {
    server.summaries.filter { !$0.hasPrefix("GET") && !$0.hasSuffix("/graphql") }
  }

  /// Adds comments of somebody.
  public func add(_ count: Int = 1, by author: String, _ body: String) {
    shared.state.withLock { state in
      for _ in 0..<count {
        state.comments.append(Comment(id: state.nextID, author: author, body: body))
        state.nextID += 1
      }
    }
  }

  /// Misbehaves at the next request of a method.
  public func fail(_ method: String, _ reply: LoopbackServer.Reply, times: Int = 1) {
    shared.state.withLock { state in
      for _ in 0..<times { state.faults.append((method, reply)) }
    }
  }

  /// Opens another pull request.
  public func open(_ number: Int, head: String, sha: String) {
    shared.state.withLock { $0.pulls.append((head, sha, number)) }
  }

  /// The variables of a job of this host's own CI, with the token.
  public var variables: [String: String] {
    var variables = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    let more: [String: String] =
      switch kind {
      case .gitHub:
        [
          "GITHUB_ACTIONS": "true", "GITHUB_API_URL": server.url, "GITHUB_TOKEN": Self.token,
          "GITHUB_GRAPHQL_URL": server.url + "/graphql", "GITHUB_REPOSITORY": "acme/shop",
        ]
      case .gitLab:
        [
          "GITLAB_CI": "true", "CI_API_V4_URL": server.url, "GITLAB_TOKEN": Self.token,
          "CI_PROJECT_ID": "42",
        ]
      case .bitbucket:
        [
          "BITBUCKET_BUILD_NUMBER": "5", "BITBUCKET_API_URL": server.url,
          "BITBUCKET_TOKEN": Self.token, "BITBUCKET_REPO_FULL_NAME": "acme/shop",
        ]
      }
    variables.merge(more) { $1 }
    return variables
  }

  // MARK: Answers

  private static func answer(
    _ request: LoopbackServer.Request,
    _ kind: Kind,
    _ shared: Shared
  ) -> LoopbackServer.Reply {
    let fault = shared.state.withLock { state -> LoopbackServer.Reply? in
      guard let index = state.faults.firstIndex(where: { $0.method == request.method }) else {
        return nil
      }
      return state.faults.remove(at: index).reply
    }
    if let fault { return fault }
    let sent = request.headers["private-token"] ?? request.headers["authorization"] ?? ""
    guard ["Bearer \(token)", token].contains(sent) else {
      return json(401, ["message": "Bad credentials"])
    }
    let address = shared.address.withLock { $0 }
    return shared.state.withLock { state in
      switch kind {
      case .gitHub: gitHub(request, &state, address)
      case .gitLab: gitLab(request, &state)
      case .bitbucket: bitbucket(request, &state, address)
      }
    }
  }

  private static func gitHub(
    _ request: LoopbackServer.Request,
    _ state: inout State,
    _ address: String
  ) -> LoopbackServer.Reply {
    let repository = "/repos/acme/shop"
    func told(_ comment: Comment) -> [String: Any] {
      ["id": comment.id, "user": ["login": comment.author], "body": comment.body]
    }
    switch (request.method, request.path) {
    case ("POST", "/graphql"): return json(200, ["data": ["viewer": ["login": bot]]])
    case ("GET", "/user"): return json(403, ["message": "Resource not accessible by integration"])
    case ("GET", repository + "/issues/7/comments"):
      let (page, number, isLast) = paged(state.comments, request)
      let next =
        "<\(address)\(request.path)?per_page=\(size(request))&page=\(number + 1)>; rel=\"next\""
      return json(200, page.map(told), isLast ? [:] : ["Link": next])
    case ("POST", repository + "/issues/7/comments"):
      guard let body = field("body", request), body.utf16.count <= 65_536 else { return tooLong }
      return json(201, told(make(body, &state)))
    case ("GET", repository + "/pulls"):
      let pulls = state.pulls.filter { $0.head == request.query["head"] }
      return json(
        200,
        pulls.map { ["number": $0.number, "head": ["sha": $0.sha]] as [String: Any] }
      )
    case ("POST", repository + "/check-runs"): return json(201, ["id": 77])
    case ("PATCH", repository + "/check-runs/77"): return json(200, ["id": 77])
    default:
      return change(request, repository + "/issues/comments/", &state, told)
    }
  }

  private static func gitLab(
    _ request: LoopbackServer.Request,
    _ state: inout State
  ) -> LoopbackServer.Reply {
    let notes = "/projects/42/merge_requests/7/notes"
    func told(_ comment: Comment) -> [String: Any] {
      [
        "id": comment.id, "author": ["username": comment.author], "body": comment.body,
        "system": false,
      ]
    }
    switch (request.method, request.path) {
    case ("GET", "/user"): return json(200, ["username": bot])
    case ("GET", notes):
      let (page, number, isLast) = paged(state.comments, request)
      return json(200, page.map(told), ["X-Next-Page": isLast ? "" : String(number + 1)])
    case ("POST", notes):
      guard let body = field("body", request), body.utf8.count <= 1_048_576 else { return tooLong }
      return json(201, told(make(body, &state)))
    default: return change(request, notes + "/", &state, told)
    }
  }

  private static func bitbucket(
    _ request: LoopbackServer.Request,
    _ state: inout State,
    _ address: String
  ) -> LoopbackServer.Reply {
    let comments = "/repositories/acme/shop/pullrequests/7/comments"
    func told(_ comment: Comment) -> [String: Any] {
      ["id": comment.id, "user": ["uuid": comment.author], "content": ["raw": comment.body]]
    }
    switch (request.method, request.path) {
    case ("GET", "/user"): return json(200, ["uuid": bot])
    case ("GET", comments):
      let (page, number, isLast) = paged(state.comments, request)
      var answer: [String: Any] = ["values": page.map(told)]
      if !isLast { answer["next"] = "\(address)\(comments)?pagelen=100&page=\(number + 1)" }
      return json(200, answer)
    case ("POST", comments):
      guard let body = raw(request), body.utf8.count <= 32_768 else { return tooLong }
      return json(201, told(make(body, &state)))
    default: return change(request, comments + "/", &state, told)
    }
  }

  private static func change(
    _ request: LoopbackServer.Request,
    _ prefix: String,
    _ state: inout State,
    _ told: (Comment) -> [String: Any]
  ) -> LoopbackServer.Reply {
    guard request.path.hasPrefix(prefix), let id = Int(request.path.dropFirst(prefix.count)),
      let index = state.comments.firstIndex(where: { $0.id == id })
    else { return json(404, ["message": "Not Found"]) }
    guard state.comments[index].author == bot else {
      return json(403, ["message": "You may not change what others wrote"])
    }
    if request.method == "DELETE" {
      state.comments.remove(at: index)
      return .response(204)
    }
    guard let body = field("body", request) ?? raw(request) else {
      return json(400, ["message": "?"])
    }
    state.comments[index].body = body
    return json(200, told(state.comments[index]))
  }

  private static func make(_ body: String, _ state: inout State) -> Comment {
    let comment = Comment(id: state.nextID, author: bot, body: body)
    state.nextID += 1
    state.comments.append(comment)
    return comment
  }

  private static let tooLong = json(
    422,
    [
      "message": "Validation Failed",
      "errors": [["message": "Body is too long (maximum is 65536 characters)"]],
    ]
  )

  private static func size(_ request: LoopbackServer.Request) -> Int {
    (request.query["per_page"] ?? request.query["pagelen"]).flatMap { Int($0) } ?? 30
  }

  private static func paged(
    _ comments: [Comment],
    _ request: LoopbackServer.Request
  ) -> (page: [Comment], number: Int, isLast: Bool) {
    let number = request.query["page"].flatMap { Int($0) } ?? 1
    let size = size(request)
    let page = Array(comments.dropFirst((number - 1) * size).prefix(size))
    return (page, number, comments.count <= number * size)
  }

  private static func field(_ name: String, _ request: LoopbackServer.Request) -> String? {
    let object = try? JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any]
    return object?[name] as? String
  }

  private static func raw(_ request: LoopbackServer.Request) -> String? {
    let object = try? JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any]
    return (object?["content"] as? [String: Any])?["raw"] as? String
  }

  private static func json(
    _ status: Int,
    _ value: Any,
    _ headers: [String: String] = [:]
  ) -> LoopbackServer.Reply {
    let data = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
    let all = headers.merging(["Content-Type": "application/json"]) { old, _ in old }
    return .response(status, headers: all, body: String(decoding: data, as: UTF8.self))
  }
}
