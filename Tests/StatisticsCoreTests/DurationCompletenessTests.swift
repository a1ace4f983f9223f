import StatisticsCore
import Testing

@Suite("Which runs an estimate takes for complete")
struct DurationCompletenessTests {
  /// Runs of cases and seconds, the latest first.
  static func runs(_ list: (cases: Int32, seconds: Double, failures: Int32)...)
    -> [DurationObservation]
  {
    list.enumerated().map { run, one in
      DurationObservation(
        run: Int32(run),
        duration: Int64(one.seconds * 1e6),
        cases: one.cases,
        failures: one.failures
      )
    }
  }

  @Test("A rerun of a few cases and a run that stopped at a failure are left out")
  func partial() {
    let list = Self.runs(
      (2, 1, 0),
      (20, 10, 0),
      (7, 3, 1),
      (20, 10, 0),
      (1, 0.5, 0),
      (20, 10, 0),
      (0, 0.1, 0)
    )
    #expect(secondsEstimated(list) == 10)
    let estimate = estimateDurations(
      of: ["a"],
      observations: DurationObservations(byItem: [list])
    )[0]
    #expect(estimate.source == .history(runs: 3))
  }

  @Test("A case that is skipped now and then does not make a run a partial one")
  func skips() {
    let list = Self.runs((19, 10, 0), (20, 12, 0), (18, 10, 0), (20, 12, 0))
    let known = DurationObservations(byItem: [list])
    #expect(estimateDurations(of: ["a"], observations: known)[0].source == .history(runs: 4))
  }

  @Test("A run that failed counts where it took longer, by retries, not where it ended early")
  func failures() {
    let early = Self.runs((20, 2, 1), (20, 10, 0), (20, 2, 3), (20, 10, 0))
    #expect(secondsEstimated(early) == 10)
    let retried = Self.runs((20, 14, 1), (20, 10, 0), (20, 14, 1), (20, 10, 0))
    #expect((11...13).contains(secondsEstimated(retried)))
    let always = Self.runs((20, 2, 1), (20, 2, 1), (20, 2, 1))
    #expect(secondsEstimated(always) == 2)
  }

  @Test("Cases that were added are followed at once, cases that were removed after two runs")
  func changes() {
    let added = Self.runs((30, 15, 0), (20, 10, 0), (20, 10, 0), (20, 10, 0), (20, 10, 0))
    #expect(secondsEstimated(added) == 15)
    let once = Self.runs((8, 4, 0), (20, 10, 0), (20, 10, 0), (20, 10, 0), (20, 10, 0))
    #expect(secondsEstimated(once) == 10)
    let twice = Self.runs((8, 4, 0), (8, 4, 0), (20, 10, 0), (20, 10, 0), (20, 10, 0))
    #expect(secondsEstimated(twice) == 4)
    let failing = Self.runs((8, 4, 1), (8, 4, 1), (20, 10, 0), (20, 10, 0), (20, 10, 0))
    #expect(secondsEstimated(failing) == 10)
  }

  @Test("A partial run after cases were added does not bring back the time before")
  func addedThenPartial() {
    let list = Self.runs((3, 1, 0), (30, 15, 0), (30, 15, 0), (20, 10, 0), (20, 10, 0), (20, 10, 0))
    #expect(secondsEstimated(list) == 15)
  }
}
