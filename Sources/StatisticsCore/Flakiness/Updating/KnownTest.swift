import TestModel

/// What is kept of a test that failed in the window, from one update to the next.
struct KnownTest: Sendable {
  /// From this probability on of having been flaky, each run of a test is looked at.
  ///
  /// It is below the line of healthy tests by more than what may happen while nobody looks.
  static let openProbability = 0.05

  /// What it did, with the passes up to the last time that it was looked at.
  var timeline: TestTimeline
  /// The failures that an incident may explain.
  var excuses: [IncidentFinding.Excuse]
  /// How many of the added job runs the timeline has; none where its passes were never read.
  var readThrough: Int?
  /// Whether it has failures of its own, and a model.
  var isModeled = false
  /// Whether a pass may change what is said of it.
  ///
  /// Once its code is seen to be good, a pass on further code can only speak against flakiness: in each
  /// course of its states in which it began to flake, the pass is at most as likely as in the one in
  /// which it never did. What is left is that it begins just now. With n pieces of code, a beginning has
  /// the probability 1/(n + 1) at each, and at earlier ones it only gets rarer; one more piece adds
  /// less than (1 − s)/(n + 2) · f/(1 − f) to the odds, for a share f of flaky tests of which s flake
  /// from the start: 0.0002 at f = 4 %, s = 75 % and n = 60.
  var isOpen = false
  /// How it fails on the default branch.
  var failing: FailingState?
  /// Whether some failure of it was hardly an incident's, so that it raises what is to be expected of
  /// its runs.
  let isExpectedToFail: Bool

  init(_ timeline: TestTimeline, excuses: [IncidentFinding.Excuse], readThrough: Int?) {
    self.timeline = timeline
    self.excuses = excuses
    self.readThrough = readThrough
    let failures = timeline.runs.count { $0.failures > 0 }
    let excused = excuses.count { $0.likelihood + $0.changeLikelihood >= Self.largeExcuse }
    isExpectedToFail = excused < failures
  }

  /// Of a failure with this excuse, 95 % and more is not the habit of a test that fails once in a
  /// window of some hundred runs.
  private static let largeExcuse: Float = 0.1

  /// Takes over what the model says.
  mutating func take(_ believed: BelievedTest, _ facts: RunFacts, isGone: Bool) {
    isModeled = true
    failing = isGone ? nil : believed.failingState(facts)
    isOpen =
      failing != nil || believed.posterior.ever >= Self.openProbability || !believed.isSettled
      || timeline.test.isAmbiguous
  }

  /// Takes over that incidents explain all its failures.
  mutating func takeIncidentsOnly() {
    isModeled = false
    isOpen = false
    failing = nil
  }

  /// Whether a failure of it is on one of these pieces of code.
  func failed(onOneOf runs: [Bool]) -> Bool {
    timeline.runs.contains { $0.failures > 0 && runs[Int($0.run)] }
  }
}

extension BelievedTest {
  /// Whether its code was seen to be good after the last failure, everywhere that matters.
  var isSettled: Bool { chain.steps.steps.last?.isStretch ?? false }
}
