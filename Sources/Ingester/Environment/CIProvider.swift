public import TestModel

/// A CI provider as its environment variables show it.
struct CIProvider: Sendable {
  /// The provider's name as it is recorded.
  var name: String
  /// Whether the variables are those of the provider.
  var isPresent: @Sendable (EnvironmentVariables) -> Bool
  /// What the variables tell.
  var jobRun: @Sendable (EnvironmentVariables) -> JobRun
  /// The variables that name the folder of the checkout.
  var checkoutVariables: [String] = []

  /// The providers that are recognised.
  ///
  /// Buildkite comes first: its agents run inside of others.
  static let all: [CIProvider] = [.buildkite, .circleCI, .gitLab, .gitHubActions]
}

/// What the environment tells of the job that runs.
///
/// - Parameters:
///   - variables: the environment.
///   - readFile: reads a file that the environment names, such as GitHub's event; none if it can't.
public func jobRunInEnvironment(
  _ variables: [String: String],
  readFile: @escaping @Sendable (String) -> String?
) -> JobRun {
  let environment = EnvironmentVariables(variables, readFile: readFile)
  guard let provider = CIProvider.all.first(where: { $0.isPresent(environment) }) else {
    return JobRun()
  }
  var jobRun = provider.jobRun(environment)
  jobRun.provider = provider.name
  return jobRun
}

/// The folders that reports written in this environment may name absolutely.
public func checkoutFolders(in variables: [String: String]) -> [String] {
  let environment = EnvironmentVariables(variables, readFile: { _ in nil })
  return CIProvider.all.flatMap(\.checkoutVariables).compactMap { environment[$0] }
}

/// The variables of a process; what providers write for "none" is none.
struct EnvironmentVariables: Sendable {
  private let variables: [String: String]
  let readFile: @Sendable (String) -> String?

  init(_ variables: [String: String], readFile: @escaping @Sendable (String) -> String?) {
    self.variables = variables
    self.readFile = readFile
  }

  /// The value of a variable; none when it is empty, `false` or `<nil>`.
  subscript(_ name: String) -> String? {
    guard let value = variables[name], !["", "false", "<nil>"].contains(value) else { return nil }
    return value
  }

  /// The value of a variable that is a whole number.
  func number(_ name: String) -> Int? { self[name].flatMap { Int($0) } }

  /// Whether a variable says yes.
  func isTrue(_ name: String) -> Bool { ["true", "True", "1"].contains(self[name] ?? "") }
}

/// The number of a job's attempt, from 1, where the provider counts retries from 0.
func attempt(afterRetries retries: Int?) -> Int? { retries.map { $0 &+ 1 } }

/// A node index from 0, where the provider counts from 1.
func index(fromOne index: Int?) -> Int? { index.map { $0 &- 1 } }

/// The number at the end of a URL.
func trailingNumber(_ url: String?) -> Int? {
  url?.split(separator: "/").last.flatMap { Int($0) }
}

/// A branch without the prefixes that providers leave on.
func branchName(_ ref: String?) -> String? {
  guard var name = ref.map({ Substring($0) }) else { return nil }
  for prefix in ["refs/heads/", "refs/", "origin/"] where name.hasPrefix(prefix) {
    name = name.dropFirst(prefix.count)
  }
  return String(name.prefix(1000))
}

/// The `owner/name` of a repository's URL, without the credentials it may hold.
public func repositoryName(fromURL url: String?) -> String? {
  guard var rest = url.map({ Substring($0) }) else { return nil }
  if let scheme = rest.range(of: "://") {
    rest = rest[scheme.upperBound...]
    guard let slash = rest.firstIndex(of: "/") else { return nil }
    rest = rest[rest.index(after: slash)...]
  } else if let colon = rest.firstIndex(of: ":") {
    rest = rest[rest.index(after: colon)...]
  }
  while rest.last == "/" { rest.removeLast() }
  if rest.hasSuffix(".git") { rest.removeLast(4) }
  return rest.isEmpty ? nil : String(rest)
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
