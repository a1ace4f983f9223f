/// What a report calls a test: its file, class and name.
public struct TestIdentity: Sendable, Hashable {
  /// The path of the file from the root of the repository, such as `tests/cart/test_totals.py`.
  public var file: String
  /// The dotted module, with the class when the test has one.
  public var classname: String
  /// The name with its parameters, such as `test_adds[3-eur]`.
  public var name: String
  /// The line in the file, from 1.
  public var line: Int

  /// The folder of the file, such as `tests/cart`.
  public var folder: String {
    file.split(separator: "/").dropLast().joined(separator: "/")
  }

  /// The name without its parameters.
  var functionName: String {
    String(name.prefix { $0 != "[" })
  }

  /// The dotted module of a file.
  static func module(ofFile file: String) -> String {
    file.dropLast(3).split(separator: "/").joined(separator: ".")
  }
}
