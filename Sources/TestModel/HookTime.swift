/// Time that a suite counts and none of its cases: that of set-ups and tear-downs.
public struct HookTime: Sendable, Hashable {
  /// The file of the suite's cases; empty where the report names none.
  public var file: String
  /// The class of the suite's cases; empty where the report names none.
  public var classname: String
  /// How long it took.
  public var duration: Microseconds

  /// Creates a time.
  public init(file: String, classname: String, duration: Microseconds) {
    self.file = file
    self.classname = classname
    self.duration = duration
  }
}
