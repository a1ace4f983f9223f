/// What makes a test case the same test from one report to the next, within one repository.
///
/// The variant (operating system, language version …) is kept apart: the same test on two variants
/// has two histories under one identity.
public struct TestID: Sendable, Hashable {
  /// The path of suites, joined by ` > `; empty where the dialect's suite names say nothing stable.
  public var suite: String
  /// The class or module that the producer names; empty where there is none.
  public var classname: String
  /// The name of the case with its parameters, volatile parts folded.
  public var name: String
  /// The source file, relative to the repository's root; empty where the report has none.
  public var file: String
  /// 1, or a higher number for a further, different case of the same name in one report.
  public var ordinal: Int

  /// Creates an identity.
  public init(
    suite: String = "",
    classname: String = "",
    name: String,
    file: String = "",
    ordinal: Int = 1
  ) {
    self.suite = suite
    self.classname = classname
    self.name = name
    self.file = file
    self.ordinal = ordinal
  }

  /// The identity as one line for people and for options: `classname::name`, with what else is
  /// needed to tell it from its namesakes left to the fields.
  public var displayName: String {
    let place = classname.isEmpty ? (suite.isEmpty ? file : suite) : classname
    let full = place.isEmpty ? name : "\(place)::\(name)"
    return ordinal > 1 ? "\(full) (\(ordinal))" : full
  }

  /// Where the test lives: the folder of its file, else its class or suite; none where nothing is
  /// known.
  public var place: String? {
    // By bytes: no part of another character looks like a slash.
    if let slash = file.utf8.lastIndex(of: UInt8(ascii: "/")) { return String(file[..<slash]) }
    let place = classname.isEmpty ? suite : classname
    return place.isEmpty ? nil : place
  }
}

extension TestID: Comparable {
  /// Orders the values for output.
  public static func < (left: TestID, right: TestID) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.suite != right.suite { return left.suite < right.suite }
    if left.classname != right.classname { return left.classname < right.classname }
    if left.name != right.name { return left.name < right.name }
    return left.ordinal < right.ordinal
  }
}
