extension World {
  /// A flake with its cause and the change of its rate; one without either draws nothing.
  func caused(
    _ flake: Flake,
    by wanted: FlakeSettings,
    _ random: inout SplitMix64
  ) -> Flake {
    if wanted.cause == .slowHost, slowRunners.isEmpty { return flake }
    let hours = wanted.cause == .timeOfDay ? drawHours(&random) : nil
    let exposure = exposure(of: wanted.cause, hours: hours)
    // Where a cause leaves few executions, they can't fail more often than nearly always.
    let limit = wanted.cause == .unspecified ? 1 : 0.95 * exposure
    var result = Flake(
      rate: min(flake.rate, limit),
      retryPassProbability: flake.retryPassProbability,
      failureKinds: wanted.cause.failureKinds ?? flake.failureKinds,
      variants: flake.variants,
      range: flake.range,
      cause: wanted.cause,
      hours: hours,
      exposure: exposure
    )
    if let later = wanted.laterRate {
      let position = position(between: 0.4...0.6, &random)
      result.rateChange = RateChange(position: position, rate: min(later, limit))
    }
    return result
  }

  /// Two or three hours around noon, when most pipelines run.
  private func drawHours(_ random: inout SplitMix64) -> HourWindow {
    let from = random.integer(in: 10...13)
    return HourWindow(from: from, to: from + random.integer(in: 2...3))
  }

  /// The share of executions in which a cause lets a test fail at all, at least a tenth.
  private func exposure(of cause: FlakeCause, hours: HourWindow?) -> Double {
    if let hours {
      let inside = schedule.pipelines.count { hours.contains($0.triggeredAt) }
      return max(Double(inside) / Double(max(schedule.pipelines.count, 1)), 0.1)
    }
    guard cause == .slowHost else { return 1 }
    return Double(slowRunners.count) / Double(max(settings.runners, slowRunners.count))
  }
}
