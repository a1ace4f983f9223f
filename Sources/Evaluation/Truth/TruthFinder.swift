import HistorySimulator
import StatisticsCore
public import TestModel

/// Looks up what was true of a simulated history at a moment.
public struct TruthFinder: Sendable {
  let recorded: RecordedSimulation
  let window: Range<Int>
  /// The position of the newest commit of the default branch; -1 before the first.
  let position: Int
  /// The positions of the commits of the default branch that are in what the window's runs tested.
  let mainPositions: ClosedRange<Int>

  /// Looks at the same window as `RecordedSimulation.history(asOf:days:)`.
  public init(_ recorded: RecordedSimulation, asOf: Timestamp? = nil, days: Int? = nil) {
    let end = asOf ?? recorded.end
    self.recorded = recorded
    let from = days.map { end.adding(days: -$0) } ?? Timestamp(day: 0)
    window = recorded.runs(from: from, to: end)
    position = recorded.simulated.truth.mainline.last { $0.time < end }?.position ?? -1
    let tested = recorded.simulated.runs[window].map(\.pipeline.mainPosition)
    mainPositions = (tested.min() ?? 0)...(tested.max() ?? 0)
  }

  /// The newest commit of the default branch that is in a commit, by its position.
  func position(of commit: String) -> Int? {
    recorded.simulated.pipelines.first { $0.commit == commit }?.mainPosition
  }

  /// What is true of a test, by the row under which the history knows it.
  public func truth(ofRow row: Int64) -> TestTruth {
    let index = Int(row - 1)
    let test = recorded.simulated.truth.tests[index]
    let entries = recorded.entries[index].within(window)
    let failures = entries.filter { $0.testRun.failedFirst }
    let flakes = failures.count { $0.cause == .flake || $0.cause == .order }
    let outages = failures.count { if case .outage = $0.cause { true } else { false } }
    let standing = standing(of: test, index: index, entries)
    return TestTruth(
      standing: standing,
      isFlaky: test.lifetime.contains(position)
        && (test.kinds.contains(.orderDependent)
          || test.flake?.range.contains(position) ?? false),
      rate: test.flake.flatMap { rate(of: $0, entries) },
      isOnOneVariant: test.flake.map { isOnOneVariant($0, job: test.job) } ?? false,
      since: since(standing, of: test, index: index),
      flakeFailures: flakes,
      ownFailures: failures.count - outages
    )
  }

  private func standing(
    of test: SimulatedTest,
    index: Int,
    _ entries: ArraySlice<RecordedSimulation.Entry>
  ) -> TestTruth.Standing {
    let isOrderDependent = test.kinds.contains(.orderDependent)
    let wasFlaky = isOrderDependent || test.flake.map { $0.range.from <= position } ?? false
    if !test.lifetime.contains(position), wasFlaky { return .flakyAndGone }
    if regression(of: index) != nil { return .regressed }
    if let breakage = test.variantBreakage, breakage.range.contains(position) {
      return .variantBroken
    }
    if isOrderDependent { return .orderDependent }
    guard let flake = test.flake, wasFlaky else { return .healthy }
    if flake.range.contains(position) { return .flaky }
    let clean = entries.count { $0.testRun.ran && isAfter($0, flake.range) }
    return clean < TestTruth.cleanExecutionsOfFixed ? .fixedJustNow : .fixed
  }

  private func regression(of test: Int) -> Regression? {
    recorded.simulated.truth.regressions.first {
      $0.range.contains(position) && $0.tests.contains(test)
    }
  }

  private func since(
    _ standing: TestTruth.Standing,
    of test: SimulatedTest,
    index: Int
  ) -> Int? {
    let range =
      switch standing {
      case .flaky: test.flake?.range
      case .regressed: regression(of: index)?.range
      case .variantBroken: test.variantBreakage?.range
      default: nil as MainlineRange?
      }
    return range.flatMap { $0.from > 0 ? $0.from : nil }
  }

  /// The mean rate over what the test ran while it was flaky: on other variants it never fails.
  private func rate(
    of flake: Flake,
    _ entries: ArraySlice<RecordedSimulation.Entry>
  ) -> Double? {
    let flaking = entries.filter { entry in
      entry.testRun.ran && flake.range.contains(run(entry).pipeline.mainPosition)
    }
    guard !flaking.isEmpty else { return nil }
    let sum = flaking.map(run).filter { flake.variants.contains($0.variant) }
      .reduce(0) { $0 + flake.rate(at: $1.pipeline.mainPosition) }
    return sum / Double(flaking.count)
  }

  private func isOnOneVariant(_ flake: Flake, job: String) -> Bool {
    let all = recorded.simulated.settings.jobs.first { $0.name == job }?.variants.count ?? 0
    return flake.variants.count < all
  }

  private func isAfter(_ entry: RecordedSimulation.Entry, _ range: MainlineRange) -> Bool {
    range.to.map { run(entry).pipeline.mainPosition >= $0 } ?? false
  }

  private func run(_ entry: RecordedSimulation.Entry) -> SimulatedJobRun {
    recorded.simulated.runs[Int(entry.testRun.run)]
  }
}
