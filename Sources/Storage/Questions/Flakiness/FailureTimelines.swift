public import TestModel

/// The tests that failed in some job runs with what they did there, before anybody asks for their
/// passes.
public struct FailureTimelines: Sendable {
  /// The tests by row, each with the runs in which an attempt of it failed and all its attempts there.
  ///
  /// Of a name that means several cases it is the runs in which one of them failed.
  public var timelines: [TestTimeline]
  /// The failures' signatures.
  public var signatures: SignatureList
  /// How many tests there are, with those that never failed.
  public var testCount: Int
  /// How many tests there are in each place (see `TestID.place`), with those that never failed.
  public var testsByPlace: [String: Int]
  /// The last row of a test that was counted; later ones came with later job runs.
  var lastTest: Int64

  /// Counts tests that are new.
  mutating func add(_ census: TestCensus) {
    testCount += census.count
    testsByPlace.merge(census.byPlace) { $0 + $1 }
    lastTest = census.last
  }
}

/// The texts of signatures, which runs name by position.
public struct SignatureList: Sendable {
  /// The texts.
  public private(set) var texts: [String] = []
  private var positions: [Int64: Int32] = [:]

  /// Creates an empty list.
  public init() {}

  /// Creates the list of some signatures, in the order of their texts: rows have other numbers in
  /// another history that says the same.
  init(_ signatures: [(id: Int64, text: String)]) {
    for signature in signatures.sorted(by: { ($0.text, $0.id) < ($1.text, $1.id) }) {
      add(signature)
    }
  }

  /// The position of a row; -1 for a signature that is not in the list.
  func position(of id: Int64) -> Int32 { positions[id] ?? -1 }

  /// Adds a signature at the end.
  mutating func add(_ signature: (id: Int64, text: String)) {
    positions[signature.id] = Int32(texts.count)
    texts.append(signature.text)
  }
}
