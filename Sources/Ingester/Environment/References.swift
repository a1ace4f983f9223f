/// The number at the end of a URL.
func trailingNumber(_ url: String?) -> Int? {
  url?.split(separator: "/").last.flatMap { wholeNumber($0) }
}

/// A branch without the prefixes that providers leave on.
func branchName(_ ref: String?) -> String? {
  guard var name = ref.map({ Substring($0) }) else { return nil }
  for prefix in ["refs/heads/", "refs/", "origin/"] where name.hasPrefix(prefix) {
    name = name.dropFirst(prefix.count)
  }
  return name.isEmpty ? nil : String(name)
}

/// 17 for `refs/pull/17/merge`, `pull/17/head`, `pull/17` and `pr/17`.
func pullRequest(fromRef ref: String?) -> Int? {
  var parts = (ref?.split(separator: "/") ?? [])[...]
  if parts.first == "refs" { parts = parts.dropFirst() }
  guard (2...3).contains(parts.count), let kind = parts.popFirst(), let number = parts.popFirst(),
    ["pull", "pr", "pull-requests", "merge-requests"].contains(kind),
    parts.allSatisfy({ ["head", "merge", "from"].contains($0) })
  else { return nil }
  return wholeNumber(number)
}

/// Whether a ref is the merge of a pull request's head into its target.
func isMergeRef(_ ref: String?) -> Bool {
  pullRequest(fromRef: ref) != nil && ref?.hasSuffix("/merge") == true
}

/// 17 for `gh-readonly-queue/main/pr-17-8f3c…` and `trunk-merge/pr-17/…`, the branches of a merge
/// queue, on which nothing else tells which pull request is tested.
func queuedPullRequest(_ branch: String?) -> Int? {
  guard let branch, branch.hasPrefix("gh-readonly-queue/") || branch.hasPrefix("trunk-merge/")
  else { return nil }
  let part = branch.split(separator: "/").last { $0.hasPrefix("pr-") }
  return part.flatMap { wholeNumber($0.dropFirst(3).prefix { $0.isASCII && $0.isNumber }) }
}

/// The `owner/name` of a repository's URL, without the credentials it may hold.
public func repositoryName(fromURL url: String?) -> String? {
  guard let url else { return nil }
  var path: Substring
  if let address = afterScheme(url) {
    guard let slash = address.firstIndex(of: "/") else { return nil }
    path = address[slash...].dropFirst()
    path = path.prefix { $0 != "?" && $0 != "#" }
  } else {
    path = pathOfShortURL(url)
  }
  while path.last == "/" { path.removeLast() }
  if path.hasSuffix(".git") { path.removeLast(4) }
  return path.isEmpty ? nil : String(path)
}

/// The path of `git@host:acme/shop`, of `token@host/acme/shop`, and of what is a path already.
private func pathOfShortURL(_ url: String) -> Substring {
  var rest = Substring(url)
  // The last one: a password may have one of its own.
  let at = rest.lastIndex(of: "@")
  if let at { rest = rest[rest.index(after: at)...] }
  if let colon = rest.firstIndex(of: ":") { return rest[rest.index(after: colon)...] }
  guard at != nil else { return rest }
  return rest.firstIndex(of: "/").map { rest[rest.index(after: $0)...] } ?? ""
}

/// A URL without the user and the password it may hold.
func withoutCredentials(_ url: String?) -> String? {
  guard let url, let address = afterScheme(url) else { return url }
  let host = address.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
  guard let at = host.lastIndex(of: "@") else { return url }
  return String(url[..<address.startIndex] + address[address.index(after: at)...])
}

/// What follows `://`; none where there is no scheme.
private func afterScheme(_ url: String) -> Substring? {
  guard let colon = url.firstIndex(of: ":"), url[colon...].hasPrefix("://") else { return nil }
  return url[url.index(colon, offsetBy: 3)...]
}
