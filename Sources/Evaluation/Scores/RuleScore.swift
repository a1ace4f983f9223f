/// How right a published rule is.
public struct RuleScore: Sendable {
  /// The rule.
  public var rule: PublishedRule
  /// What it lists.
  public var list: ListScore
  /// The score from which on a test is listed, where that was chosen in hindsight.
  public var threshold: Double?
  /// What its scores are worth as probabilities; none where it has no scores.
  public var calibration: Calibration?

  /// Scores what a rule said of tests.
  ///
  /// Of a rule that only scores, every score is tried as the threshold, and the one of the best F1
  /// is taken: better than anybody could do who does not know the truth.
  init(_ rule: PublishedRule, _ calls: [(call: PublishedRule.Call, truth: TestTruth)]) {
    self.rule = rule
    threshold = rule.isChosenInHindsight ? bestThreshold(calls) : nil
    list = ListScore()
    for (call, truth) in calls {
      let isAbove = threshold.map { (call.score ?? 0) >= $0 } ?? false
      list.add(truth, isListed: rule.isChosenInHindsight ? isAbove : call.isListed)
      guard let score = call.score else { continue }
      calibration = calibration ?? Calibration()
      calibration?.add(score, isTrue: truth.isFlaky)
    }
  }
}

private func bestThreshold(
  _ calls: [(call: PublishedRule.Call, truth: TestTruth)]
) -> Double? {
  let ordered = calls.compactMap { call in call.call.score.map { ($0, call.truth) } }
    .sorted { $0.0 > $1.0 }
  let wanted = ordered.count { $0.1.isWanted && $0.1.flakeFailures > 1 }
  var listed = Share()
  var found = 0
  var best: (threshold: Double, f1: Double)?
  for (position, (score, truth)) in ordered.enumerated() {
    if !truth.isExcused { listed.add(truth.isFlaky) }
    found += truth.isWanted && truth.flakeFailures > 1 ? 1 : 0
    // Tests of one score are listed together.
    if position + 1 < ordered.count, ordered[position + 1].0 == score { continue }
    guard let precision = listed.value, found > 0 else { continue }
    let recall = Double(found) / Double(wanted)
    let f1 = 2 * precision * recall / (precision + recall)
    if f1 > best?.f1 ?? 0 { best = (score, f1) }
  }
  return best?.threshold
}
