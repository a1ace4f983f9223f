/// What a name in a list takes with it beyond itself.
enum ListReach: Sendable, Hashable {
  /// What has the same name.
  case exact
  /// What begins alike.
  case prefix
  /// What is within it: behind its name and one of these.
  case nested(after: [UInt8])
  /// What ends like it, behind this.
  case endings(after: UInt8)
  /// What differs in upper and lower case only.
  case anyCase

  /// The names that, listed, would take the test of this name with them; its own is one.
  func takers(of name: String) -> [Bytes] {
    let bytes = Array(name.utf8)
    switch self {
    case .exact: return [Bytes(bytes)]
    case .prefix: return (1...max(1, bytes.count)).map { Bytes(bytes.prefix($0)) }
    case .nested(let separators):
      let ends = bytes.indices.filter { $0 > 0 && separators.contains(bytes[$0]) }
      return [Bytes(bytes)] + ends.map { Bytes(bytes[..<$0]) }
    case .endings(let separator):
      let starts = bytes.indices.filter { bytes[$0] == separator }
      return [Bytes(bytes)] + starts.map { Bytes(bytes[($0 + 1)...]) }
    case .anyCase: return [Bytes(name.lowercased())]
    }
  }

  /// A listed name as `takers` has it.
  func key(_ name: String) -> Bytes {
    self == .anyCase ? Bytes(name.lowercased()) : Bytes(name)
  }

  /// Why others are hit, in a sentence that begins with the runner.
  var reason: String {
    switch self {
    case .exact: "it knows both by one name"
    case .prefix: "it matches by prefix"
    case .nested: "it leaves out with a test what is within it"
    case .endings: "it matches how names end"
    case .anyCase: "it knows both by one name, and upper and lower case are alike"
    }
  }
}
