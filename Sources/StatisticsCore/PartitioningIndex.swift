extension RandomAccessCollection where Index == Int {
  /// The first position whose element is late, when all that follow it are; found by halving.
  func partitioningIndex(where isLate: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = low + (high - low) / 2
      if isLate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
