/// How many characters have to be put in, taken out, replaced or swapped with the next to make one
/// text another: the optimal string alignment distance.
///
/// Boytsov, "Indexing methods for approximate dictionary searching" (2011), section 2.
func editDistance(_ one: String, _ other: String) -> Int {
  let (left, right) = (Array(one.unicodeScalars), Array(other.unicodeScalars))
  guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
  var before: [Int] = []
  var last = Array(0...right.count)
  for row in 1...left.count {
    var next = [row] + Array(repeating: 0, count: right.count)
    for column in 1...right.count {
      let isSame = left[row - 1] == right[column - 1]
      next[column] = min(
        last[column] + 1,
        next[column - 1] + 1,
        last[column - 1] + (isSame ? 0 : 1)
      )
      if row > 1, column > 1, left[row - 1] == right[column - 2],
        left[row - 2] == right[column - 1]
      {
        next[column] = min(next[column], before[column - 2] + 1)
      }
    }
    (before, last) = (last, next)
  }
  return last[right.count]
}
