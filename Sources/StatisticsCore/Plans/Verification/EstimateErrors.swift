/// How far the estimates of a plan were off.
struct EstimateErrors {
  /// The names that are told.
  private static let told = 5

  /// The names whose estimates were most wrong, the worst first.
  let worst: [EstimateError]
  /// The sum of the errors, without their signs, as a share of the time that they were for; none where
  /// no time is known.
  let mean: Double?

  /// Compares what ran in one place, once: of what ran again, nobody estimated the sum.
  init(_ plan: SplitPlan, _ runs: [ItemRuns]) {
    var errors: [EstimateError] = []
    for (item, runs) in zip(plan.items, runs) {
      let places = runs.places
      guard places.count == 1, let node = places[0].node, runs.reportsAgain.isEmpty else {
        continue
      }
      let predicted = EstimateErrors.time(of: item.weight, speed: plan.nodes[node].speed)
      let actual = runs.duration
      errors.append(
        EstimateError(name: item.name, node: node, predicted: predicted, actual: actual)
      )
    }
    let actual = errors.reduce(0.0) { $0 + Double($1.actual) }
    mean =
      actual > 0 ? errors.reduce(0.0) { $0 + Double($1.error.magnitude) } / actual : nil
    // The items of a plan are sorted by name, and so are those that were as wrong as each other.
    let ranked = errors.enumerated().sorted { left, right in
      (left.element.error.magnitude, right.offset) > (right.element.error.magnitude, left.offset)
    }
    worst = ranked.prefix(EstimateErrors.told).map(\.element).filter { $0.error != 0 }
  }

  /// How long a weight takes at a speed in thousandths of the normal one.
  private static func time(of weight: Int64, speed: Int) -> Int64 {
    guard speed > 0, speed != 1000 else { return max(0, weight) }
    let time = Double(weight) * 1000 / Double(speed)
    return Int64(min(max(0, time.rounded(.up)), 1e18))
  }
}
