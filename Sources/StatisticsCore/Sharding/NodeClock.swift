/// A node as a relation of the work that it has and when it is done with it.
struct NodeClock: Hashable {
  /// When the node begins.
  let bias: Int64
  /// Its speed in thousandths.
  let speed: Int64

  /// The most work that a problem holds, and the most that a bias may be, either way.
  ///
  /// 35 years in microseconds: even at a speed of 1/1000 it is done within 64 bits.
  static let limit: Int64 = 1 << 50

  init(_ node: ShardNode) {
    bias = min(max(node.bias, -NodeClock.limit), NodeClock.limit)
    speed = Int64(min(node.speed, 1000 * ShardNode.normalSpeed))
  }

  /// When the node is done with an amount of work, rounded up.
  func finish(_ work: Int64) -> Int64 {
    speed == 1000 ? bias + work : bias + (work * 1000 + speed - 1) / speed
  }

  /// The most work that is done by a time, at most `limit`; −1 where the node begins only later.
  func capacity(until time: Int64) -> Int64 {
    let span = time - bias
    guard span >= 0 else { return -1 }
    if speed == 1000 { return min(span, NodeClock.limit) }
    let (product, overflow) = span.multipliedReportingOverflow(by: speed)
    return overflow ? NodeClock.limit : min(product / 1000, NodeClock.limit)
  }
}
