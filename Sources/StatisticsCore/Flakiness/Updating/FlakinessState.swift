public import TestModel

/// What was said of a history, kept so that further job runs change what they touch, and nothing
/// else is computed again.
///
/// It begins with a complete analysis. An update looks for incidents among what the further runs and
/// their neighborhood show; models the tests that failed in them, those whose failures got another
/// excuse, and those of which a pass may change what is said (see `KnownTest.isOpen`), under the
/// numbers that were fitted last; and judges all tests again. Where nothing changes it leaves all
/// as it is: a quiet test's executions, last run and probability, and of all tests the costs, causes,
/// rates and power are as of the last complete analysis, which is due when `isStale` says so.
public struct FlakinessState: Sendable {
  /// The job runs, by start.
  public private(set) var jobRuns: [RecordedJobRun]
  /// When the window ends.
  public private(set) var asOf: Timestamp
  /// Whether it is time for a complete analysis (see `RefitRule`), or one is needed because results
  /// came in for a job run that was known.
  public var isStale: Bool {
    sawKnownRun || rule.isStale(asOf: asOf, addedRuns: addedRuns.count, tests: modeled.count)
  }

  /// What was said in the last complete analysis, without its tests.
  private let base: FlakinessAssessment
  private let rule: RefitRule
  let parameters: ModelParameters
  let silentProbability: Double
  let from: Timestamp
  private(set) var signatures: [String]
  private(set) var testCount: Int
  private(set) var testsByPlace: [String: Int]
  private(set) var incidents: [Incident]
  /// The rows of the job runs of which nothing counts.
  private(set) var excludedRuns: Set<Int64>
  /// The rows of the job runs that came after the complete analysis, in the order in which they came.
  private(set) var addedRuns: [Int64] = []
  private var sawKnownRun = false

  /// The tests that failed, in the order in which that came up.
  private(set) var tests: [KnownTest] = []
  /// What is said of each; none of one that was never seen to run.
  private var written: [TestAssessment?] = []
  /// By row, the position of a test.
  private(set) var positions: [Int64: Int] = [:]
  /// By row of a job run, the positions of the tests that failed in it.
  private(set) var failingTests: [Int64: [Int]] = [:]
  /// The positions of the tests with failures of their own, and of the others, by identity.
  private(set) var modeled: [Int] = []
  private var incidentsOnly: [Int] = []

  /// Up to how many tests that failed the incidents of the whole history are found again with each
  /// update, which takes no time then.
  let fewTests: Int

  /// Begins with a complete analysis.
  public init(_ analysis: FlakinessAnalysis) { self.init(analysis, fewTests: 300) }

  init(_ analysis: FlakinessAnalysis, fewTests: Int) {
    self.fewTests = fewTests
    let model = analysis.modeled
    jobRuns = model.history.jobRuns
    asOf = model.history.asOf
    from = model.history.from
    parameters = model.parameters
    silentProbability = model.silentProbability
    signatures = model.history.signatures
    testCount = model.history.testCount
    testsByPlace = model.history.testsByPlace
    incidents = model.finding.incidents
    excludedRuns = Set(model.finding.excludedRuns.map { [jobRuns] in jobRuns[Int($0)].id })
    rule = RefitRule(
      fittedAt: model.history.asOf,
      jobRuns: model.history.jobRuns.count,
      tests: model.tests.count { $0 != nil }
    )
    var base = analysis.assessment
    base.tests = []
    self.base = base
    takeTests(model, analysis.assessment.tests)
  }

  private mutating func takeTests(_ model: ModeledHistory, _ assessments: [TestAssessment]) {
    let byRow = Dictionary(
      assessments.map { ($0.test.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for (position, timeline) in model.history.timelines.enumerated() {
      var test = KnownTest(
        timeline,
        excuses: model.finding.excuses[position],
        readThrough: timeline.hasPasses ? 0 : nil
      )
      let assessment = byRow[timeline.test.id]
      if let believed = model.tests[position]?.believed, let assessment {
        test.take(believed, model.facts, isGone: assessment.isGone)
      }
      add(test)
      written[position] = assessment
      place(position)
    }
  }

  // MARK: What is said

  /// What the history says now.
  ///
  /// The time it takes grows with the tests that failed in the window, outages included.
  public var assessment: FlakinessAssessment {
    var assessment = base
    assessment.asOf = asOf
    assessment.jobRuns = jobRuns.count
    assessment.excluded = jobRuns.filter { excludedRuns.contains($0.id) }
      .map { ExcludedJobRun(jobRunID: $0.id, reason: "outage") }
    assessment.incidents = incidents
    assessment.tests = ownFailures + incidentsOnly.compactMap { written[$0] }
    return assessment
  }

  /// The tests with failures of their own, the most surely flaky first; those that failed in
  /// incidents only are left out.
  public var ownFailures: [TestAssessment] {
    modeled.indices
      .compactMap { place in written[modeled[place]].map { ListKey($0, position: place) } }
      .sorted()
      .compactMap { written[modeled[$0.position]] }
  }

  /// What is said of a test; none if it did not fail.
  public subscript(row: Int64) -> TestAssessment? { positions[row].flatMap { written[$0] } }

  // MARK: Updates

  /// Takes further job runs in.
  ///
  /// - Parameters:
  ///   - addition: the job runs and what failed in them.
  ///   - owners: who owns a test.
  ///   - reading: all that some tests did in some job runs, passes included, a timeline a test in
  ///     their order, with the runs by position in those job runs.
  /// - Throws: what `reading` throws; then nothing is changed.
  public mutating func update(
    with addition: HistoryAddition,
    owners: @escaping (RecordedTest) -> [String] = { _ in [] },
    reading: ([RecordedTest], [RecordedJobRun]) throws -> [TestTimeline]
  ) rethrows {
    let known = Set(jobRuns.map(\.id))
    let isKnown = addition.jobRuns.contains { known.contains($0.id) }
    sawKnownRun = sawKnownRun || isKnown
    guard !isKnown else { return }
    let update = try changes(addition, owners, reading)
    take(update, addition)
    for change in update.changes { take(change) }
    if !update.changes.isEmpty { judge() }
  }

  /// Computes what an addition changes, without a copy of the state that would outlive it: its lists
  /// are changed in place.
  private func changes(
    _ addition: HistoryAddition,
    _ owners: @escaping (RecordedTest) -> [String],
    _ reading: ([RecordedTest], [RecordedJobRun]) throws -> [TestTimeline]
  ) rethrows -> FlakinessChanges {
    let update = FlakinessUpdate(self, addition)
    let answers = try update.questions.map { try reading($0.tests, $0.jobRuns) }
    return update.changes(answers, owners: owners)
  }

  private mutating func take(_ update: FlakinessChanges, _ addition: HistoryAddition) {
    jobRuns = update.runs.jobRuns
    asOf = max(asOf, addition.asOf)
    signatures = addition.signatures
    testCount = addition.testCount
    testsByPlace = addition.testsByPlace
    incidents = update.incidents
    excludedRuns = update.excludedRuns
    addedRuns += addition.jobRuns.map(\.id)
    guard update.runs.movesKnown else { return }
    for position in tests.indices {
      tests[position].timeline.runs = update.runs.moved(tests[position].timeline.runs)
      tests[position].excuses = update.runs.moved(tests[position].excuses)
    }
  }

  private mutating func take(_ change: FlakinessChanges.Change) {
    let row = change.test.timeline.test.id
    let position = positions[row] ?? tests.count
    let isNew = position == tests.count
    let wasModeled = isNew ? nil : tests[position].isModeled
    if isNew { add(change.test) } else { tests[position] = change.test }
    for run in change.newFailures { failingTests[run, default: []].append(position) }
    if var assessment = change.assessment {
      if let before = written[position] {
        assessment.lostTime = before.lostTime
        assessment.blockedPipelines = before.blockedPipelines
        assessment.causes = before.causes
        if assessment.owners.isEmpty { assessment.owners = before.owners }
      }
      written[position] = assessment
    }
    if wasModeled != change.test.isModeled {
      if wasModeled == true { modeled.removeAll { $0 == position } }
      if wasModeled == false { incidentsOnly.removeAll { $0 == position } }
      place(position)
    }
  }

  /// Adds a test at the end; it is placed on no list.
  private mutating func add(_ test: KnownTest) {
    let position = tests.count
    positions[test.timeline.test.id] = position
    tests.append(test)
    written.append(nil)
    guard addedRuns.isEmpty else { return }
    for run in test.timeline.runs where run.failures > 0 {
      failingTests[jobRuns[Int(run.run)].id, default: []].append(position)
    }
  }

  /// Puts a test on its list, which is by identity.
  private mutating func place(_ position: Int) {
    if tests[position].isModeled {
      modeled.insert(position, at: place(of: position, in: modeled))
    } else {
      incidentsOnly.insert(position, at: place(of: position, in: incidentsOnly))
    }
  }

  private func place(of position: Int, in list: [Int]) -> Int {
    let test = tests[position].timeline.test
    // Mostly they come in order.
    if let last = list.last, tests[last].timeline.test.isBefore(test) { return list.count }
    return list.partitioningIndex { !tests[$0].timeline.test.isBefore(test) }
  }

  private mutating func judge() {
    let judged = modeled.filter { written[$0] != nil }
    let judgment = Judgment(
      pastProbabilities: judged.map { written[$0]?.pastProbability ?? 0 },
      logEvidence: judged.map { written[$0]?.logEvidence ?? 0 },
      testCount: testCount
    )
    for (place, position) in judged.enumerated() {
      written[position]?.judge(by: judgment, at: place, failing: tests[position].failing)
    }
  }
}

extension TestAssessment {
  fileprivate mutating func judge(by judgment: Judgment, at place: Int, failing: FailingState?) {
    judgment.judge(&self, at: place, failing: failing)
  }
}

extension RecordedTest {
  /// Whether it comes before another test in the order of a history.
  func isBefore(_ other: RecordedTest) -> Bool {
    repo != other.repo ? repo < other.repo : testID < other.testID
  }
}
