/// The work of a job's nodes as a queue hands it out: a static head for each node, and a shared tail
/// that levels what the heads leave uneven.
///
/// Both are cut into chunks, which stay whole from here on: a node's head is taken by the node at
/// once, and only what its node never comes for is given to others, chunk by chunk.
public struct QueuePlan: Sendable, Hashable {
  /// In the order in which they are numbered: the heads by node, then the tail; within each the
  /// longest items first.
  public var chunks: [QueueChunk]

  /// Plans the queue of a split.
  ///
  /// The outcome depends on names and weights alone, and not on the order of the items.
  ///
  /// - Parameters:
  ///   - items: the items; no two of the same name.
  ///   - partition: the split of the items over the nodes.
  ///   - settings: how much is dealt out beforehand, and how small chunks may be.
  public init(_ items: [ShardItem], partition: Partition, settings: QueueSettings = .init()) {
    var heads: [QueueChunk] = []
    var tail: [Int] = []
    for (node, positions) in partition.nodes.enumerated() {
      let ordered = longestFirst(positions, of: items)
      let count = headCount(ordered.map { items[$0].weight }, percent: settings.headPercent)
      // A head is cut only for the case that others must share it out among themselves.
      heads += cut(
        ordered.prefix(count).map { $0 },
        weighing: items,
        owner: node,
        divisor: settings.headDivisor,
        minimum: settings.minimumChunk
      )
      tail += ordered.dropFirst(count)
    }
    chunks =
      heads
      + cut(
        longestFirst(tail, of: items),
        weighing: items,
        owner: nil,
        divisor: 2 * Int64(max(1, partition.nodes.count)),
        minimum: settings.minimumChunk
      )
  }
}

/// Items that a queue hands out together.
public struct QueueChunk: Sendable, Hashable {
  /// The node whose head it belongs to; none in the tail.
  public var owner: Int?
  /// The positions of its items, the longest first.
  public var items: [Int]

  /// Creates a chunk.
  public init(owner: Int?, items: [Int]) {
    self.owner = owner
    self.items = items
  }
}

/// How a queue is planned.
public struct QueueSettings: Sendable, Hashable {
  /// The share of each node's load that is its own from the start, in percent.
  ///
  /// With nodes whose speed differs by 10 % and whose starts differ by 20 s, a head of 70 to 80 %
  /// costs no more than a queue of everything where a command starts in half a second, and 3 % less
  /// of the makespan where it takes 15 s; 90 % leaves too little to level (simulation of 10 nodes
  /// of 600 s, 1,000 log-normal items).
  public var headPercent: Int64
  /// No chunk but the last is aimed at less than this weight, lest starting the command cost more
  /// than the leveling saves.
  ///
  /// Three times what the command takes to start is best in the same simulation, and flat around it.
  public var minimumChunk: Int64
  /// A head is cut into chunks of at most this part of what is left of it.
  public var headDivisor: Int64 = 8

  /// Creates settings.
  public init(headPercent: Int64 = 75, minimumChunk: Int64 = 1) {
    self.headPercent = headPercent
    self.minimumChunk = minimumChunk
  }
}

/// How many of the items, longest first, are within the share of their sum.
///
/// Of a node with one item that item is the head: it would be run alone in any case.
private func headCount(_ weights: [Int64], percent: Int64) -> Int {
  let total = weights.reduce(0, +)
  // Divided first: the product of a large sum could be too large.
  let limit = total / 100 * percent + total % 100 * percent / 100
  var sum: Int64 = 0
  var count = 0
  for weight in weights {
    guard sum + weight <= limit else { break }
    sum += weight
    count += 1
  }
  return percent > 0 ? max(count, min(1, weights.count)) : 0
}

private func longestFirst(_ positions: [Int], of items: [ShardItem]) -> [Int] {
  positions.sorted { left, right in
    items[left].weight != items[right].weight
      ? items[left].weight > items[right].weight
      : precedesInBytes(items[left].name, items[right].name)
  }
}

/// Cuts ordered items into chunks that shrink with what is left.
private func cut(
  _ ordered: [Int],
  weighing items: [ShardItem],
  owner: Int?,
  divisor: Int64,
  minimum: Int64
) -> [QueueChunk] {
  let sizes = guidedChunkSizes(
    of: ordered.map { items[$0].weight },
    divisor: divisor,
    minimum: minimum
  )
  var start = 0
  return sizes.map { size in
    defer { start += size }
    return QueueChunk(owner: owner, items: Array(ordered[start..<start + size]))
  }
}
