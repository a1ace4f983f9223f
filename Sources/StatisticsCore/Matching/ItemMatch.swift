/// Which item of a split each unit of the timings belongs to, and how that was found.
public struct ItemMatch: Sendable, Hashable {
  /// A unit and an item that were taken for the same though their names differ.
  public struct Pair: Sendable, Hashable {
    /// The position of the unit.
    public var unit: Int
    /// The position of the item.
    public var item: Int
  }

  /// By unit, the position of its item; -1 where it belongs to none.
  public var itemOfUnit: [Int32]
  /// Those that were found by the end of their paths: one of the two has more folders in front.
  public var byEnding: [Pair] = []
  /// Those that were found by the name of the file alone, which moved to another folder.
  public var moved: [Pair] = []
  /// The positions of units that may belong to several items, so that they were given to none; known
  /// of reports only (`ItemMatcher.matchReported`).
  public var ambiguous: [Int] = []

  /// How many items have a unit.
  public func matchedItems(of count: Int) -> Int {
    var isMatched = Array(repeating: false, count: count)
    var matched = 0
    for item in itemOfUnit where item >= 0 && !isMatched[Int(item)] {
      isMatched[Int(item)] = true
      matched += 1
    }
    return matched
  }
}
