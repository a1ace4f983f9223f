/// How a test suite is made and changes; every count is a number of tests.
public struct SuiteSettings: Sendable, Hashable {
  /// The share of tests, 0 to 1, that have parameters in their names.
  public var parameterizedShare = 0.25
  /// Tests that are skipped everywhere.
  public var skipped = 0
  /// Tests that are skipped on one variant.
  public var variantSkipped = 0
  /// Tests that appear at a commit.
  public var new = 0
  /// Tests that end at a commit.
  public var deleted = 0
  /// Tests that get another name in the same file.
  public var renamed = 0
  /// Tests that go to another file under the same name.
  public var moved = 0
  /// Flaky tests that get another name and stay flaky.
  public var renamedFlaky = 0
  /// Tests that become slower at a commit.
  public var slowedAtCommit = 0
  /// Tests that become slower little by little.
  public var slowedGradually = 0

  /// A suite that does not change.
  public init() {}
}
