import TestModel

/// What one addition of job runs changes.
struct FlakinessChanges {
  /// A test as it is now.
  struct Change {
    var test: KnownTest
    var assessment: TestAssessment?
    /// The rows of the further job runs in which it failed.
    var newFailures: [Int64]
  }

  var runs: MergedRuns
  /// All incidents, by start.
  var incidents: [Incident]
  /// The rows of the job runs of which nothing counts.
  var excludedRuns: Set<Int64>
  /// The tests that are otherwise than before.
  var changes: [Change]
}

/// Finds what one addition of job runs changes: first the questions that it leaves open, and with their
/// answers the tests that are otherwise than before.
struct FlakinessUpdate {
  /// Which tests have to be read in which job runs.
  struct Question {
    var tests: [RecordedTest]
    var jobRuns: [RecordedJobRun]
    /// The positions of the tests among the candidates.
    fileprivate var candidates: [Int]
    /// The positions of the job runs among all.
    fileprivate var places: [Int32]
  }

  /// A test that may change.
  private struct Candidate {
    var test: KnownTest
    var newFailures: [Int64]
    /// Whether its failures or their excuses are others than before.
    var isChanged: Bool
    /// Whether incidents explain all its failures.
    var isExplained: Bool
    /// Whether its jobs went on without it, as far as was known.
    var wasGone: Bool
  }

  /// What has to be known before the changes can be told.
  private(set) var questions: [Question] = []

  private let state: FlakinessState
  private let addition: HistoryAddition
  private let runs: MergedRuns
  private let incidents: [Incident]
  private let excludedRuns: Set<Int64>
  private var candidates: [Candidate] = []

  init(_ state: FlakinessState, _ addition: HistoryAddition) {
    self.state = state
    self.addition = addition
    runs = MergedRuns(state.jobRuns, adding: addition.jobRuns)
    let update = IncidentUpdate(state, addition, runs)
    incidents = update.incidents
    excludedRuns = update.excludedRuns
    addCandidates(update)
    ask()
  }

  private mutating func addCandidates(_ update: IncidentUpdate) {
    let codes = Set(addition.jobRuns.compactMap(IncidentNeighborhood.code))
    let hasSameCode = runs.jobRuns.map { run in
      IncidentNeighborhood.code(run).map(codes.contains) ?? false
    }
    for test in update.tests {
      let known = test.position.map { state.tests[$0] }
      let isExplained = test.excuses.explainAll(of: test.timeline.runs)
      let isChanged =
        !test.newFailures.isEmpty || test.hasOtherExcuses || known?.isModeled != !isExplained
      var next = KnownTest(
        test.timeline,
        excuses: test.excuses,
        readThrough: known.map(\.readThrough) ?? nil
      )
      next.isOpen = known?.isOpen ?? false
      guard isChanged || next.isOpen || next.failed(onOneOf: hasSameCode) else { continue }
      candidates.append(
        Candidate(
          test: next,
          newFailures: test.newFailures,
          isChanged: isChanged,
          isExplained: isExplained,
          wasGone: state[test.timeline.test.id]?.isGone ?? false
        )
      )
    }
  }

  /// Asks for what is not known of the candidates: mostly the further runs, of tests at which nobody
  /// looked for a while what came since then, and of new ones all.
  private mutating func ask() {
    let rows = Dictionary(
      uniqueKeysWithValues: runs.jobRuns.enumerated().map { ($1.id, Int32($0)) }
    )
    let added = state.addedRuns + addition.jobRuns.map(\.id)
    let asked = candidates.indices.filter { !candidates[$0].isExplained }
    let groups = Dictionary(grouping: asked) { candidates[$0].test.readThrough ?? -1 }
    for (readThrough, group) in groups.sorted(by: { $0.key < $1.key }) {
      let places =
        readThrough < 0
        ? runs.jobRuns.indices.map { Int32($0) }
        : added[readThrough...].compactMap { rows[$0] }.sorted()
      questions.append(
        Question(
          tests: group.map { candidates[$0].test.timeline.test },
          jobRuns: places.map { runs.jobRuns[Int($0)] },
          candidates: group,
          places: places
        )
      )
    }
  }

  // MARK: With the answers

  /// What changes.
  ///
  /// - Parameter answers: a timeline for each test of each question.
  func changes(
    _ answers: [[TestTimeline]],
    owners: @escaping (RecordedTest) -> [String]
  ) -> FlakinessChanges {
    var candidates = self.candidates
    for (question, timelines) in zip(questions, answers) {
      for (index, answer) in zip(question.candidates, timelines) {
        take(answer, question, into: &candidates[index])
      }
    }
    let facts = RunFacts(state.history(runs, addition, []))
    candidates.removeAll { !$0.isChanged && isGone($0.test.timeline, facts) == $0.wasGone }
    let history = state.history(runs, addition, candidates.map(\.test.timeline))
    let writing = TestWriting(
      history: history,
      facts: facts,
      silentProbability: state.silentProbability,
      owners: owners
    )
    return FlakinessChanges(
      runs: runs,
      incidents: incidents,
      excludedRuns: excludedRuns,
      changes: modeled(candidates, writing)
    )
  }

  private func take(
    _ answer: TestTimeline,
    _ question: Question,
    into candidate: inout Candidate
  ) {
    let read = answer.runs.map { testRun in
      var placed = runs.placed(testRun, question.places)
      // A report that has come in meanwhile may name one that nobody has heard of.
      if Int(placed.signature) >= addition.signatures.count { placed.signature = -1 }
      return placed
    }
    candidate.test.timeline.add(read)
    candidate.test.timeline.hasPasses = true
    candidate.test.readThrough = state.addedRuns.count + addition.jobRuns.count
    candidate.isChanged = candidate.isChanged || read.contains(where: \.ran)
  }

  private func isGone(_ timeline: TestTimeline, _ facts: RunFacts) -> Bool {
    guard let last = timeline.runs.last(where: \.ran) else { return false }
    let streams = Set(timeline.runs.filter(\.ran).map { facts.stream[Int($0.run)] })
    return facts.isGone(streams.sorted(), lastRun: last.run)
  }

  private func modeled(_ candidates: [Candidate], _ writing: TestWriting) -> [FlakinessChanges
    .Change]
  {
    let (history, facts) = (writing.history, writing.facts)
    let byRow = Dictionary(
      uniqueKeysWithValues: candidates.map { ($0.test.timeline.test.id, $0) }
    )
    // The history may have left out runs in which a name meant several cases.
    let ordered = history.timelines.compactMap { timeline in
      byRow[timeline.test.id].map { candidate in
        var candidate = candidate
        candidate.test.timeline = timeline
        return candidate
      }
    }
    var gathering = UnitGathering(facts: facts)
    let units = ordered.map { candidate in
      candidate.isExplained
        ? TestUnits()
        : gathering.units(candidate.test.timeline.runs, excuses: candidate.test.excuses)
    }
    let parameters = state.parameters
    let models = concurrentMap(units.count) { index -> Model? in
      units[index].units.isEmpty ? nil : Model(units[index], parameters)
    }
    return zip(ordered, models).map { change($0, $1, writing) }
  }

  /// What takes time to compute of a test.
  private struct Model {
    let believed: BelievedTest
    let rate: FlakeRate

    init(_ units: TestUnits, _ parameters: ModelParameters) {
      let evidence = TestEvidence(units, parameters)
      believed = BelievedTest(evidence: evidence, posterior: evidence.posterior(parameters))
      rate = believed.posterior.rate
    }
  }

  private func change(
    _ candidate: Candidate,
    _ model: Model?,
    _ writing: TestWriting
  ) -> FlakinessChanges.Change {
    var test = candidate.test
    let assessment: TestAssessment?
    if let model {
      assessment = writing.assessment(test.timeline, model.believed, rate: model.rate)
      test.take(model.believed, writing.facts, isGone: assessment?.isGone ?? false)
    } else {
      assessment = writing.assessment(ofIncidentsOnly: test.timeline)
      test.takeIncidentsOnly()
    }
    return FlakinessChanges.Change(
      test: test,
      assessment: assessment,
      newFailures: candidate.newFailures
    )
  }
}
