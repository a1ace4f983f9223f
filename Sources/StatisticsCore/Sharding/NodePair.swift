/// Two nodes between which work can be shifted.
struct NodePair {
  let late: NodeClock
  let early: NodeClock
  /// The work of the first one.
  let lateWork: Int64
  /// The work of both.
  let total: Int64

  /// When the later of the two is done, with some of the work on the first one.
  func finish(_ work: Int64) -> Int64 { max(late.finish(work), early.finish(total - work)) }

  /// The most work of the first one with which it is done no later than the other one.
  ///
  /// −1 where it is later even without work.
  var balance: Int64 {
    if late.speed == 1000, early.speed == 1000 {
      let twice = total + early.bias - late.bias
      return twice < 0 ? -1 : min(total, twice / 2)
    }
    var low: Int64 = -1
    var high = total
    while low < high {
      let middle = low + (high - low + 1) / 2
      if late.finish(middle) <= early.finish(total - middle) {
        low = middle
      } else {
        high = middle - 1
      }
    }
    return low
  }
}
