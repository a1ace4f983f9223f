import Foundation

/// Where a host's API is, and with what one writes there.
struct HostSettings {
  var base: URL
  var graphQL: URL
  var repository: String
  var headers: [HTTPHeader]
  var secrets: [String]

  init(
    _ kind: HostKind,
    _ variables: [String: String],
    _ tokenVariable: String?,
    _ repository: String?,
    _ event: GitHubJobEvent?
  ) throws(HostAccess.Obstacle) {
    let environment = HostVariables(variables: variables)
    switch kind {
    case .gitHub: self = try Self.gitHub(environment, tokenVariable, repository, event)
    case .gitLab: self = try Self.gitLab(environment, tokenVariable, repository)
    case .bitbucket: self = try Self.bitbucket(environment, tokenVariable, repository)
    }
  }

  private init(
    base: URL,
    graphQL: URL?,
    repository: String,
    headers: [HTTPHeader],
    secrets: [String]
  ) {
    self.base = base
    // The token goes to one server only.
    self.graphQL = graphQL.flatMap { $0.hasSameOrigin(as: base) ? $0 : nil } ?? base
    self.repository = repository
    // Hosts refuse requests of which no program is told.
    self.headers = [HTTPHeader("User-Agent", "evenkeel")] + headers
    self.secrets = secrets
  }

  private static func gitHub(
    _ environment: HostVariables,
    _ tokenVariable: String?,
    _ repository: String?,
    _ event: GitHubJobEvent?
  ) throws(HostAccess.Obstacle) -> HostSettings {
    if event?.tokenOnlyReads == true { throw .fork }
    let base = try environment.url("GITHUB_API_URL", or: gitHubAPI(environment))
    let graphQL = environment["GITHUB_GRAPHQL_URL"].flatMap(URL.init(string:))
    let fallback =
      base.absoluteString.hasSuffix("/api/v3")
      ? base.deletingLastPathComponent().appending(path: "graphql")
      : base.appending(path: "graphql")
    let names = tokenVariable.map { [$0] } ?? ["GITHUB_TOKEN", "GH_TOKEN"]
    let token = try environment.token(names)
    return HostSettings(
      base: base,
      graphQL: graphQL ?? fallback,
      repository: try environment.needed("GITHUB_REPOSITORY", or: repository),
      headers: [
        HTTPHeader("Authorization", "Bearer \(token)"),
        HTTPHeader("Accept", "application/vnd.github+json"),
        HTTPHeader("X-GitHub-Api-Version", "2022-11-28"),
      ],
      secrets: [token]
    )
  }

  private static func gitHubAPI(_ environment: HostVariables) -> String {
    guard let server = environment["GITHUB_SERVER_URL"], server != "https://github.com" else {
      return "https://api.github.com"
    }
    return server.trimmingSuffix("/") + "/api/v3"
  }

  private static func gitLab(
    _ environment: HostVariables,
    _ tokenVariable: String?,
    _ repository: String?
  ) throws(HostAccess.Obstacle) -> HostSettings {
    let base = try environment.url("CI_API_V4_URL", or: "https://gitlab.com/api/v4")
    let project =
      repository ?? environment["CI_MERGE_REQUEST_PROJECT_ID"] ?? environment["CI_PROJECT_ID"]
    guard tokenVariable != "CI_JOB_TOKEN" else { throw .jobToken }
    let name = tokenVariable ?? "GITLAB_TOKEN"
    if tokenVariable == nil, environment[name] == nil, environment["CI_JOB_TOKEN"] != nil {
      throw .jobToken
    }
    let token = try environment.token([name])
    guard let project else { throw .missing(variable: "CI_PROJECT_ID") }
    return HostSettings(
      base: base,
      graphQL: nil,
      repository: project,
      headers: [HTTPHeader("PRIVATE-TOKEN", token)],
      secrets: [token]
    )
  }

  private static func bitbucket(
    _ environment: HostVariables,
    _ tokenVariable: String?,
    _ repository: String?
  ) throws(HostAccess.Obstacle) -> HostSettings {
    let base = try environment.url("BITBUCKET_API_URL", or: "https://api.bitbucket.org/2.0")
    let workspace = environment["BITBUCKET_WORKSPACE"]
    let slug = environment["BITBUCKET_REPO_SLUG"]
    let named = workspace.flatMap { workspace in slug.map { "\(workspace)/\($0)" } }
    guard let name = repository ?? environment["BITBUCKET_REPO_FULL_NAME"] ?? named else {
      throw .missing(variable: "BITBUCKET_REPO_FULL_NAME")
    }
    let header: HTTPHeader
    var secrets: [String] = []
    if tokenVariable == nil, environment["BITBUCKET_TOKEN"] == nil,
      let user = environment["BITBUCKET_USERNAME"], environment["BITBUCKET_APP_PASSWORD"] != nil
    {
      let password = try environment.token(["BITBUCKET_APP_PASSWORD"])
      let pair = Data("\(user):\(password)".utf8).base64EncodedString()
      secrets = [password, pair]
      header = HTTPHeader("Authorization", "Basic \(pair)")
    } else {
      let names = tokenVariable.map { [$0] } ?? ["BITBUCKET_TOKEN", "BITBUCKET_APP_PASSWORD"]
      let token = try environment.token(names)
      secrets = [token]
      header = HTTPHeader("Authorization", "Bearer \(token)")
    }
    return HostSettings(
      base: base,
      graphQL: nil,
      repository: name,
      headers: [header],
      secrets: secrets
    )
  }
}

/// The variables of a job; an empty one is none.
struct HostVariables {
  var variables: [String: String]

  subscript(_ name: String) -> String? {
    variables[name].flatMap { $0.isEmpty ? nil : $0 }
  }

  func needed(_ name: String, or known: String?) throws(HostAccess.Obstacle) -> String {
    guard let value = known ?? self[name] else { throw .missing(variable: name) }
    return value
  }

  func url(_ name: String, or fallback: String) throws(HostAccess.Obstacle) -> URL {
    guard let url = URL(string: self[name] ?? fallback), url.host() != nil,
      ["http", "https"].contains(url.scheme?.lowercased())
    else { throw .missing(variable: name) }
    return url
  }

  /// The token in the first of some variables that is set.
  func token(_ names: [String]) throws(HostAccess.Obstacle) -> String {
    guard let name = names.first(where: { self[$0] != nil }), let value = self[name] else {
      throw .noToken(variables: names)
    }
    // A line's end at the end is what a shell leaves there.
    let token = value.trimmingCharacters(in: .whitespacesAndNewlines)
    let isPlain = token.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) }
    guard isPlain, !token.isEmpty, token.utf8.count < 5000 else {
      throw .badToken(variable: name)
    }
    return token
  }
}
