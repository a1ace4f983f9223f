import HistorySimulator

extension TruthFinder {
  /// Whether the commit at a position of the default branch ran in the window.
  func isInWindow(_ position: Int) -> Bool {
    mainPositions.contains(position)
  }

  /// Whether a range of commits holds the one at a position.
  func holds(_ range: AssessedRange, position: Int) -> Bool {
    guard let upTo = range.upTo.flatMap(self.position(of:)), upTo >= position else { return false }
    guard let after = range.after.flatMap(self.position(of:)) else { return true }
    return after < position
  }

  /// How many commits of the default branch are in a range; none where it has no beginning.
  func commits(in range: AssessedRange) -> Int? {
    guard let upTo = range.upTo.flatMap(self.position(of:)),
      let after = range.after.flatMap(self.position(of:))
    else { return nil }
    return max(upTo - after, 0)
  }
}
