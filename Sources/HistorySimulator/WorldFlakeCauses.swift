extension World {
  /// A flake with its cause and the change of its rate; one without either draws nothing.
  func caused(
    _ flake: Flake,
    by wanted: FlakeSettings,
    _ random: inout SplitMix64
  ) -> Flake {
    var window: HourWindow?
    var exposure = 1.0
    switch wanted.cause {
    case .timeOfDay:
      let from = random.integer(in: 10...13)
      let hours = HourWindow(from: from, to: from + random.integer(in: 2...3))
      exposure = share(of: hours)
      window = hours
    case .slowHost where !slowRunners.isEmpty:
      exposure = Double(slowRunners.count) / Double(max(settings.runners, slowRunners.count))
    case .slowHost: return flake
    case .unspecified, .timeout, .randomness, .network, .sharedResource: break
    }
    // Nothing fails more often than nearly always, and no cause raises a rate.
    let limit = 0.95 * exposure
    var result = Flake(
      rate: min(flake.rate, limit),
      retryPassProbability: flake.retryPassProbability,
      failureKinds: wanted.cause.failureKinds ?? flake.failureKinds,
      variants: flake.variants,
      range: flake.range,
      cause: wanted.cause,
      hours: window,
      exposure: exposure
    )
    if let later = wanted.laterRate {
      let position = position(between: 0.4...0.6, &random)
      result.rateChange = RateChange(position: position, rate: min(later, limit))
    }
    return result
  }

  /// The share of pipelines that are triggered in some hours, at least a tenth.
  private func share(of hours: HourWindow) -> Double {
    let inside = schedule.pipelines.count { hours.contains($0.triggeredAt) }
    return max(Double(inside) / Double(max(schedule.pipelines.count, 1)), 0.1)
  }
}
