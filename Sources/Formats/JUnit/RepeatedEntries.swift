import TestModel

/// The entries of one name in a report: the first, which was told as a case when it ended, and those
/// after it.
struct RepeatedEntries {
  /// What is remembered of the first entry.
  struct First {
    var outcome: Outcome
    /// Whether it was one attempt.
    var isPlain: Bool
  }

  /// What the entries are.
  enum Verdict {
    /// Cases of their own that the name does not tell apart.
    case otherCases
    /// The case that was told, of which they say nothing new.
    case sameCase
    /// Attempts of the case: the place of the told one, and all the others in their order.
    case attempts(told: RetriedCase.ToldAttempt, others: [Attempt])
  }

  var first: First
  var later: [ReportedCase]
  /// Whether all of them stand in one suite.
  var isOneSuite: Bool

  /// Decides what the entries are.
  ///
  /// - Parameters:
  ///   - rule: what the producer means by repeating a name.
  ///   - surplus: how many more entries the suite holds than its `tests` attribute says.
  func verdict(_ rule: Dialect.RepeatedNames, surplus: Int) -> Verdict {
    guard first.isPlain, isOneSuite || rule == .runsInAnySuite else { return .otherCases }
    switch rule {
    case .otherCases: return .otherCases
    case .attemptsBeyondStated: return surplus > 0 ? beyondStated : .otherCases
    case .attempts: return unordered
    case .attemptsAfterFailure:
      return isRetried ? .attempts(told: .first, others: attempts) : .otherCases
    case .runs, .runsInAnySuite: return isRetried ? .attempts(told: .first, others: ran) : repeated
    }
  }

  /// The attempts after the first entry, each with what it printed.
  private var attempts: [Attempt] {
    later.flatMap { entry in
      var attempts = entry.attempts
      attempts[attempts.count - 1].output = attempts[attempts.count - 1].output ?? entry.output
      return attempts
    }
  }

  /// The attempts that ran: PHPUnit tells the repetitions that it left out as skips.
  private var ran: [Attempt] {
    let attempts = self.attempts
    let ran = attempts.filter { $0.outcome != .skipped }
    return ran.isEmpty && first.outcome == .skipped ? attempts : ran
  }

  /// Whether each entry but the last failed, as before a retry.
  private var isRetried: Bool {
    first.outcome.isFailure && attempts.dropLast().allSatisfy { $0.outcome.isFailure }
  }

  /// pytest and bats: entries beyond `tests=` are no tests of their own.
  ///
  /// A failed attempt is an empty entry, so that of `[empty, empty]` the first failed and the second
  /// passed. A failure followed by an error is one test whose teardown broke as well, and no retry.
  private var beyondStated: Verdict {
    guard first.outcome == .passed else { return .sameCase }
    var others: [Attempt] = []
    for attempt in attempts {
      if others.last?.outcome == .failed, attempt.outcome == .errored { continue }
      if others.last?.outcome == .passed { others[others.count - 1].outcome = .failed }
      others.append(attempt)
    }
    return .attempts(told: .failed, others: others)
  }

  /// One entry an attempt, grouped by outcome and not by time.
  ///
  /// Failures come first, because a case is retried only after it failed. With more than one pass it
  /// was repeated and not retried.
  private var unordered: Verdict {
    let attempts = self.attempts
    let passes = attempts.count { !$0.outcome.isFailure } + (first.outcome.isFailure ? 0 : 1)
    guard passes < 2 else { return repeated }
    let ordered =
      attempts.filter(\.outcome.isFailure) + attempts.filter { !$0.outcome.isFailure }
    return .attempts(told: first.outcome.isFailure ? .first : .last, others: ordered)
  }

  /// Runs that have to pass each: in their order, but for the last failure, which comes last, since
  /// the case ends as its last attempt does.
  private var repeated: Verdict {
    var others = ran
    if let failure = others.lastIndex(where: \.outcome.isFailure) {
      others.append(others.remove(at: failure))
      return .attempts(told: .first, others: others)
    }
    return .attempts(told: first.outcome.isFailure ? .last : .first, others: others)
  }
}
