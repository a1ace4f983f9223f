/// What keeps a flaky test out of quarantine.
public enum QuarantineObstacle: String, Sendable, Hashable, CaseIterable {
  /// It is not surely enough flaky yet.
  case unsure
  /// All its flakes are on changes that others may have broken it with.
  case changesOnly = "changes_only"
  /// It flakes more seldom than the policy minds.
  case rare
  /// Its flakes cost less than the policy minds.
  case cheap
  /// It is protected.
  case protected
  /// There are as many entries as there may be.
  case entryLimit = "entry_limit"
  /// Its suite has as many entries as it may have.
  case suiteLimit = "suite_limit"
  /// Its owner has as many entries as one may have.
  case ownerLimit = "owner_limit"
}
