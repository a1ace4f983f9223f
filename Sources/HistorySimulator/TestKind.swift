/// A fact about a test, as the truth names it.
public enum TestKind: String, Sendable, Hashable, CaseIterable {
  /// Nothing makes it fail by itself: only changes and outages do.
  case healthy
  /// It fails now and then without a change of the code.
  case flaky
  /// It fails exactly when its polluter ran before it on the same node, or its setter did not.
  case orderDependent = "order_dependent"
  /// It fails every time on one variant.
  case variantBroken = "variant_broken"
  /// It is skipped everywhere.
  case skipped
  /// It is skipped on one variant.
  case variantSkipped = "variant_skipped"
  /// Its duration changes with the commits.
  case drifting
  /// It ends and goes on under another name.
  case renamed
  /// It goes on for a test of another name.
  case renaming
  /// It appears at a commit.
  case new
  /// It ends at a commit.
  case deleted
}
