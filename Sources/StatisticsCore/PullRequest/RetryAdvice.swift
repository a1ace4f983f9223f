/// Whether it makes sense to run the failed jobs of a pull request again.
public enum RetryAdvice: Sendable, Hashable {
  /// No failure stops the pull request.
  case notNeeded
  /// All that fails is flaky or an outage; the probability, 0 to 1, that flaky tests alone let it pass.
  case retry(passes: Double, isOutage: Bool)
  /// Something points at the change; how many failures besides would need a retry then.
  case mendFirst(flaky: Int)
  /// Something fails on the default branch as well.
  case waitForDefaultBranch
}

/// What to do about failures: a retry where nothing else can be meant.
///
/// Flaky tests are taken to fail independently of one another, each with its rate: where they share
/// a cause, the true probability is higher.
public func retryAdvice(_ failures: [ClassifiedFailure]) -> RetryAdvice {
  let classes = failures.map(\.failureClass)
  let flaky = failures.filter { $0.failureClass == .knownFlaky }
  let outages = classes.count { $0 == .outage }
  if classes.contains(where: \.pointsAtChange) { return .mendFirst(flaky: flaky.count + outages) }
  if classes.contains(.alsoFailingOnMain) { return .waitForDefaultBranch }
  if flaky.isEmpty && outages == 0 { return .notNeeded }
  let passes = flaky.reduce(1.0) { product, failure in
    product * (1 - min(1, max(0, failure.assessment?.rate.estimate ?? 0)))
  }
  return .retry(passes: passes, isOutage: outages > 0)
}
