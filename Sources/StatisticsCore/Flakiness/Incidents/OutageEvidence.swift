import RealModule
import TestModel

/// Weighs whether the environment or the code was the reason of failures that came together.
///
/// Naive Bayes in log-odds: each fact adds the logarithm of how much more often it is seen with
/// outages than with changes. The ratios are judgments about CI in general, not fits to a history;
/// each one is rounded to a quarter, and none decides alone but a contradiction by a pass.
struct OutageEvidence {
  let facts: IncidentFacts
  let tone: SignatureTone

  /// The probability that the environment was the reason.
  var probability: Double { 1 / (1 + Double.exp(-logOdds)) }

  /// Before anything is known: changes break tests somewhat more often than the environment does.
  private var prior: Double { -0.5 }

  private var logOdds: Double { prior + repeats + branches + extent + course + words }

  /// Passes at the same code.
  private var repeats: Double {
    let share = Double(facts.contradicted) / Double(max(1, facts.members.count))
    // A change fails again at the same code; only a flaky test among what it broke does not.
    if facts.contradicted >= 3 || share >= 0.5 { return share >= 0.25 ? 4 : 2.5 }
    if facts.contradicted > 0 { return 1 }
    // An outage that is still there fails again in about half of the reruns.
    return facts.repeated > 0 ? -0.75 : 0
  }

  /// Branches that have nothing in common, and what the default branch did meanwhile.
  private var branches: Double {
    if facts.otherBranches >= 2 {
      // Unrelated changes share the default branch, so only a regression there could be the reason:
      // impossible where it passed meanwhile, improbable where it passed just before and after.
      if facts.defaultCommits == 0 {
        return facts.sparedDefaultCommits > 0 ? 4 : facts.passedBefore ? 3 : 1
      }
      if facts.sparedDefaultCommits > 0 { return 2 }
      return facts.passedBefore && facts.passedAfter && facts.hours <= 6 ? 0.5 : 0
    }
    if facts.defaultCommits == 0 {
      // One branch only, and again at its next commit. Where others passed meanwhile, it was the
      // branch; where nobody else was there, nothing can be told.
      guard facts.otherCommits >= 2, facts.sparedOnOtherBranches > 0 else { return -1 }
      return facts.sparedBetween > 0 ? 0 : -2.5
    }
    if facts.otherBranches == 1, facts.sparedDefaultCommits == 0, facts.passedBefore,
      facts.passedAfter, facts.hours <= 6
    {
      return 0.5
    }
    // On the default branch, a regression of one commit is rarer than one of several.
    if facts.defaultCommits >= 2, facts.sparedDefaultCommits == 0 { return -0.75 }
    return 0
  }

  /// How much was hit.
  private var extent: Double {
    var sum = 0.0
    // Changes seldom break half of a run: then nothing is merged, and mostly nothing compiles.
    if !facts.wholeRuns.isEmpty { sum += 1.5 }
    if facts.jobs >= 2 { sum += 1.5 }
    // One message from unrelated folders is what a service on which they all depend looks like.
    if facts.signatureShare > 0.7, facts.places >= 3 {
      sum += facts.tests.count >= 5 ? 1.75 : 0.75
    }
    // All that there is in a folder is more than a change breaks; a few tests of it are what it does.
    if facts.placeShare > 0.8, facts.tests.count >= 4 {
      sum += facts.tests.count > 4 ? 1.5 : 0.75
    } else if facts.places == 1, facts.tests.count <= 4 {
      sum -= 1.5
    }
    // One machine, while the others had no such failures.
    if facts.hosts == 1, facts.runs.count >= 2, facts.pipelines >= 2, facts.sparedElsewhere >= 2 {
      sum += facts.otherBranches + min(1, facts.defaultCommits) >= 2 ? 3 : 1
    }
    return sum
  }

  /// How it went on.
  private var course: Double {
    var sum = 0.0
    // What is broken stays broken; runs between that were spared speak of chance.
    if facts.sparedBetween > 0, facts.runs.count >= 2 { sum += 1 }
    // The same code on another variant: the code hits both, an outage with luck only one.
    if facts.onOtherVariants >= 4 {
      let spared = Double(facts.sparedOnOtherVariants) / Double(facts.onOtherVariants)
      sum += spared > 0.1 ? 1 : -0.5
    }
    // A change breaks the same tests on all code that has it; what an outage hits fails mostly.
    if facts.possibleHits >= 16, facts.possibleHits > facts.tests.count {
      let share = Double(facts.hits) / Double(facts.possibleHits)
      // On the default branch that is a regression; one branch may be hit by chance each time.
      sum += share < 0.95 ? 1 : share > 0.99 && facts.defaultCommits >= 2 ? -1.5 : 0
    }
    // Outages are repaired within hours, for they stop everybody.
    if facts.hours > 60 { sum -= 4 } else if facts.hours > 30 { sum -= 3 }
    if facts.hours > 12, facts.hours <= 30 { sum -= 1.5 }
    // At the end of the window nothing has passed since: what is still broken is broken.
    if facts.defaultCommits >= 3, !facts.passedAfter, facts.contradicted == 0 { sum -= 3 }
    return sum
  }

  /// What the common message says.
  private var words: Double {
    guard facts.signatureShare > 0.5 else { return 0 }
    switch tone {
    case .environment: return 2.5
    case .code: return -1.5
    case .unknown: return 0
    }
  }
}
