import TestModel

/// A test's identity in a repository, without its ordinal, as SQLite keeps it.
func identityNumber(of id: TestID, repo: String) -> Int64 {
  Int64(bitPattern: id.identityHash(repo: repo))
}
