import TestModel

/// The number of a job's attempt, from 1, where the provider counts retries from 0.
func attempt(afterRetries retries: Int?) -> Int? { retries.map { $0 &+ 1 } }

/// The number of a job's attempt where the provider only says whether it is a restart.
func attempt(isRestart: Bool) -> Int { isRestart ? 2 : 1 }

/// A node index from 0, where the provider counts from 1.
func index(fromOne index: Int?) -> Int? {
  guard let index, index >= 1 else { return nil }
  return index - 1
}

/// What is known of several parts, joined; none where nothing is known.
func joined(_ parts: [String?], by separator: String) -> String? {
  let known = parts.compactMap { $0 }
  return known.isEmpty ? nil : known.joined(separator: separator)
}

/// `rspec` for `rspec 1/5` and `Tests - 1/5`, as providers name the nodes of a parallel job.
func withoutNodeSuffix(_ job: String) -> String {
  guard let space = job.lastIndex(of: " ") else { return job }
  let parts = job[job.index(after: space)...].split(
    separator: "/",
    omittingEmptySubsequences: false
  )
  guard parts.count == 2, parts.allSatisfy({ wholeNumber($0) != nil }) else { return job }
  let name = job[..<space]
  return String(name.hasSuffix(" -") ? name.dropLast(2) : name)
}

extension JobRun {
  /// Sets the commits of a job that checked out `checkedOut`.
  ///
  /// - Parameters:
  ///   - head: the head of the pull request, where it is known.
  ///   - isMerge: whether the provider checks out a merge for pull requests, and this is one.
  mutating func setCommits(head: String?, checkedOut: String?, isMerge: Bool) {
    guard isMerge else {
      commit = head ?? checkedOut
      return
    }
    commit = head
    if checkedOut != head { mergeCommit = checkedOut }
  }
}
