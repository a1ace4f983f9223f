import Reporter
import StatisticsCore
import TestModel

extension RunPlan {
  /// Splits as `tests split` does with the same options.
  init(_ options: TestsSplit, in surroundings: Surroundings) throws {
    let node = try SplitNode(
      index: options.index,
      total: options.total,
      shard: options.shard,
      in: surroundings
    )
    let candidates = try options.candidates(in: surroundings)
    let split = try Weighing(options, in: surroundings).split(candidates.items, total: node.total)
    if let share = options.requireTimings?.share, split.coverage < share {
      throw CommandFailure(
        "timings cover \(Int(split.coverage * 100)) % of the names, and --require-timings asks for "
          + "\(Int(share * 100)) %",
        .finding
      )
    }
    let areTimes = options.splitBy == .timings && !split.weights.isEmpty
    let items = candidates.items.indices.map { position in
      // Times are in milliseconds here.
      let weight = split.weights.isEmpty ? 1 : split.weights[position]
      return WeightedItem(
        name: candidates.items[position],
        weight: areTimes ? Microseconds(milliseconds: weight).count : weight
      )
    }
    self.init(
      node: node.index,
      total: node.total,
      items: items,
      partition: split.partition,
      planID: RunPlan.id(items, total: node.total),
      areTimes: areTimes,
      remarks: node.remarks + split.remarks
    )
    if candidates.repeated > 0 {
      remarks.append("\(plural(candidates.repeated, "name")) came twice; each is run once")
    }
    if items.isEmpty { remarks.append("no test names were found in the input") }
    if options.showCounts {
      remarks.append(
        "node \(node.index) of \(node.total): \(mine.count) of \(plural(items.count, "name"))"
      )
    }
  }

  private static func id(_ items: [WeightedItem], total: Int) -> String {
    let sorted = items.sorted { precedesInBytes($0.name, $1.name) }
    return digest(of: [String(total)] + sorted.flatMap { [$0.name, String($0.weight)] })
  }
}
