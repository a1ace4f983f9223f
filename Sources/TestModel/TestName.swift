/// What reports call a test, whichever of several cases of that name it is.
public struct TestName: Sendable, Hashable {
  private var repo: String
  private var id: TestID

  /// Takes the name of a test.
  public init(_ test: RecordedTest) {
    repo = test.repo
    id = test.testID
    id.ordinal = 1
  }
}
