import Foundation

extension HostAccess {
  /// The open pull request whose head a run tested; none where there is none, or it has moved on.
  ///
  /// The number comes from the API by the commit that GitHub names: a number in an artifact of the
  /// run would be the word of a stranger, who could have us write on any pull request.
  public func pullRequest(of run: GitHubJobEvent.Run) throws(CodeHostError) -> Int? {
    let url = client.url(
      ["repos"] + repository.split(separator: "/").map(String.init) + ["pulls"],
      query: [
        ("state", "open"), ("head", "\(run.headOwner):\(run.headBranch)"), ("per_page", "100"),
      ]
    )
    let pages = try client.pages(from: url, as: [OpenPullRequest].self) { response, _ in
      nextPage(inLinks: response)
    }
    return pages.joined().first { $0.head.sha == run.headCommit }?.number
  }
}

private struct OpenPullRequest: Decodable {
  struct Head: Decodable { var sha: String }
  var number: Int
  var head: Head
}
