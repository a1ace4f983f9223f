/// What a format does with a value of its document.
enum JSONVisit<Place> {
  /// Passes over it, whatever is in it.
  case skip
  /// Takes it whole.
  case take(Place)
  /// Looks at what is in it, member by member; takes it when it is no container.
  case walk(Place)
}

/// A report in JSON, read element by element.
///
/// The format names the places of its document; of what stands there, only the elements that it
/// takes are ever in memory.
protocol JSONFormat {
  associatedtype Place

  /// The format's name for people.
  static var name: String { get }
  /// Whether each line is a document of its own.
  static var isLines: Bool { get }
  /// What was told so far.
  var teller: CaseTeller { get set }

  /// Says what to do with the value of a member (or, without a key, of an array's element or of a
  /// whole document) in a place that is walked through.
  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place>
  /// A container that is walked through begins.
  mutating func enter(_ place: Place) throws
  /// Takes a value.
  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) throws
  /// A container that is walked through ends.
  mutating func leave(_ place: Place) throws
  /// What was entered and not left was no report.
  mutating func restart()
  /// The report is at its end, or breaks off.
  mutating func finish(isWhole: Bool) throws
}

extension JSONFormat {
  static var isLines: Bool { false }
  mutating func enter(_ place: Place) throws {}
  mutating func leave(_ place: Place) throws {}
  mutating func restart() {}
  mutating func finish(isWhole: Bool) throws {}
}
