import StatisticsCore
import TestModel

/// Puts the sentences of a verdict's explanation together.
struct VerdictTelling {
  let test: TestAssessment
  let quote: (String) -> String

  // MARK: What was seen

  var seen: String {
    switch test.verdict {
    case .flaky: return test.flakes == 0 ? onlyTogether : flakes + onlyOn + streak
    case .recovered: return recovered
    case .healthy: return healthy
    case .undecided: return undecided
    case .regressed, .broken, .environment: return failing + besides
    }
  }

  private var attempts: String { plural(test.executions, "first attempt") }
  private var now: String { humanPercentage(test.probability) }

  private var flakes: String {
    "\(grouped(test.flakes)) of \(attempts) failed on code that works: "
      + "\(joinedList(evidence))."
  }

  private var evidence: [String] {
    let kinds: [(kind: FlakeEvidence.Kind, one: String, many: String)] = [
      (.retry, "passed in a retry", "passed in a retry"),
      (.rerun, "passed in another run of the commit", "passed in another run of the commit"),
      (
        .isolated, "stands between passing commits of the default branch",
        "stand between passing commits of the default branch"
      ),
      (.unrelatedChange, "was on a change whose base passes", "were on changes whose base passes"),
    ]
    return kinds.compactMap { kind, one, many in
      let count = test.evidence.count { $0.kind == kind }
      return count == 0 ? nil : "\(grouped(count)) \(count == 1 ? one : many)"
    }
  }

  private var onlyTogether: String {
    "None of its \(plural(test.failures, "failure")) in \(attempts) is surely a flake, but together "
      + "they make it flaky with a probability of \(now)."
  }

  private var onlyOn: String {
    let places = test.flakyStreams.filter { !$0.name.isEmpty }
    guard !places.isEmpty, test.flakyStreams.count < test.streams.count else { return "" }
    let more = places.count > 4 ? ["\(grouped(places.count - 4)) more"] : []
    return " It flakes on \(joinedList(places.prefix(4).map { quote($0.name) } + more)) only."
  }

  private var streak: String {
    switch test.cleanStreak {
    case 0: ""
    case 1: " It passed once since the last."
    default: " It passed \(grouped(test.cleanStreak)) times since the last."
    }
  }

  private var recovered: String {
    guard test.flakes > 0 else {
      return
        "It was flaky, with a probability of \(humanPercentage(test.pastProbability)); that it "
        + "still is has one of \(now)."
    }
    return "It was flaky until \(test.lastFlake?.isoDate ?? "an unknown day"). " + flakes
      + " It passed \(plural(test.cleanStreak, "time")) since, which leaves a probability "
      + "of \(now) that it still is."
  }

  private var healthy: String {
    guard test.failures > 0 else { return "None of \(attempts) failed." }
    if test.discounted.count == test.failures,
      test.discounted.allSatisfy({ $0.reason == .incident })
    {
      return "It failed only together with other tests: "
        + (test.failures == 1
          ? "its failure is not its own"
          : "none of its \(plural(test.failures, "failure")) is its own")
        // Passes that nobody counted are not told as none.
        + (test.executions > 0
          ? ", and \(plural(test.executions, "other first attempt")) passed." : ".")
    }
    return "That it was flaky at any time has a probability of "
      + "\(humanPercentage(test.pastProbability)), after \(attempts) that "
      + "\(test.executions == 1 ? "counts" : "count")."
  }

  private var undecided: String {
    let isOne = test.failures == 1
    let start =
      test.flakes > 0
      ? flakes
      : isOne
        ? "It is not sure that its failure was a flake, nor that it was none."
        : "None of its \(plural(test.failures, "failure")) is surely a flake, and they are not surely "
          + "all something else."
    if test.isGone {
      return start
        + " It last ran on \(test.lastRun.isoDate), and its jobs went on without it."
    }
    return start + " Too little is known: it is flaky now with a probability of \(now)."
  }

  private var failing: String {
    let range = test.sinceRange.flatMap { phrase(for: $0, quote: quote) }
    let began = range.map { ": the first bad commit is \($0)." } ?? "."
    switch test.verdict {
    case .regressed: return "It fails on the default branch and passed there before" + began
    case .environment:
      let broken = Set(test.discounted.filter { $0.reason == .brokenVariant }.map(\.stream))
      let places = test.streams.filter { broken.contains($0) && !$0.name.isEmpty }
      let others = test.streams.count - broken.count
      let place = places.isEmpty ? "one variant" : joinedList(places.map { quote($0.name) })
      let rest =
        others < 1 ? "others" : plural(others, "other job or variant", "other jobs and variants")
      return "It fails on \(place) and passes on \(rest)" + began
    default:
      return "It fails on the default branch, and never passed there in the window"
        + (test.executions > 0 ? ", in \(attempts)." : ".")
    }
  }

  private var besides: String {
    guard test.flakes > 0 else { return "" }
    let failures = plural(test.flakes, "other failure")
    return " Besides, \(failures) on code that works \(test.flakes == 1 ? "looks" : "look") like "
      + (test.flakes == 1 ? "a flake." : "flakes.")
  }

  // MARK: What does not count

  var notCounted: String? {
    let counts = test.discountedCounts
    guard let first = counts.first else { return nil }
    let parts = counts.map { part in
      let count = part == first ? plural(part.count, "failure") : grouped(part.count)
      return "\(count) \(Self.words(part.reason, isOne: part.count == 1))"
    }
    return "Not counted as flakes: \(joinedList(parts))."
  }

  /// What a reason makes of failures, as the end of a phrase.
  static func words(_ reason: DiscountedFailure.Reason, isOne: Bool) -> String {
    switch reason {
    case .incident: isOne ? "in an incident" : "in incidents"
    case .brokenBranch: "while the default branch was broken"
    case .brokenVariant: "while one variant was broken"
    case .brokenChange: isOne ? "on a change that broke it" : "on changes that broke it"
    case .unexplained: "that nothing explains"
    }
  }

  // MARK: What would change it

  var change: String {
    switch test.verdict {
    case .flaky:
      guard let runs = test.runsToDecide, runs > 0 else {
        return "A long row of clean first attempts would call it recovered."
      }
      return "\(moreClean(runs)) would call it recovered."
    case .recovered: return "Another failure on code that works would speak for flaky again."
    case .healthy: return "Failures on code that works would change that."
    case .undecided: return decision
    case .regressed, .broken: return "A passing run of the default branch would end that."
    case .environment: return "A passing run there would end that."
    }
  }

  private var decision: String {
    if test.isGone { return "Only runs of it can decide." }
    let flaky = "more failures on code that works would call it flaky"
    guard let runs = test.runsToDecide, runs > 0 else {
      return "M" + flaky.dropFirst() + "."
    }
    // As the model has it: a test that probably was flaky recovers, any other one is cleared.
    let clean = test.pastProbability >= VerdictLines.listed ? "recovered" : "healthy"
    return "\(moreClean(runs)) would call it \(clean), and \(flaky)."
  }

  private func moreClean(_ runs: Int) -> String {
    "\(grouped(runs)) more clean first attempt\(runs == 1 ? "" : "s")"
  }
}
