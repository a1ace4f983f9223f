import TestModel
import Testing

@testable import StatisticsCore

@Suite("Tests that a pull request loses")
struct RosterChangeTests {
  private let unit = JobVariant(job: "unit", variant: "")
  private let slow = JobVariant(job: "slow", variant: "")

  /// A run of one job that had the tests from 1 to `count`, but for some.
  private func roster(
    _ stream: JobVariant,
    _ count: Int64 = 20,
    without missing: Set<Int64> = [],
    skipping skipped: Set<Int64> = [],
    errored: Set<Int64> = [],
    hasFailures: Bool = false,
    isWhole: Bool = true
  ) -> SuiteRoster {
    let all = Set(1...count).subtracting(missing)
    return SuiteRoster(
      stream: stream,
      ran: all.subtracting(skipped),
      skipped: skipped,
      errored: errored,
      hasFailures: hasFailures,
      isWhole: isWhole
    )
  }

  private func changes(
    _ here: [SuiteRoster],
    _ base: [SuiteRoster]
  ) -> [String] {
    rosterChanges(ofPullRequest: here, against: Dictionary(grouping: base, by: \.stream))
      .map { "\($0.kind == .deleted ? "-" : "~")\($0.testRowID)" }
  }

  @Test("What runs on the default branch and is skipped or missing here is told")
  func told() {
    let base = [roster(unit), roster(unit)]
    #expect(changes([roster(unit)], base) == [])
    #expect(changes([roster(unit, without: [3], skipping: [5])], base) == ["~5", "-3"])
    #expect(changes([roster(unit, 25)], base) == [])
  }

  @Test("What the default branch does not run each time is not missing")
  func notAlways() {
    let base = [roster(unit, without: [3]), roster(unit, skipping: [5]), roster(unit)]
    #expect(changes([roster(unit, without: [3, 5])], base) == [])
  }

  @Test("A job that did not run, or not whole, deletes nothing")
  func jobsThatDidNotRun() {
    let base = [roster(unit), roster(slow, 30)]
    #expect(changes([], base) == [])
    #expect(changes([roster(unit)], base) == [])
    #expect(changes([roster(unit, without: [3], isWhole: false)], base) == [])
    // The other job, which has the test as well, did not run.
    #expect(changes([roster(unit, without: [3])], base) == [])
    #expect(changes([roster(unit, without: [3]), roster(slow, 30, without: [3])], base) == ["-3"])
  }

  @Test("A test that another job runs was moved")
  func moved() {
    #expect(changes([roster(unit, without: [3]), roster(slow, 3)], [roster(unit)]) == [])
  }

  @Test(
    "A file that cannot be loaded, a stop at the first failure or a choice of tests delete nothing"
  )
  func censored() {
    let base = [roster(unit)]
    let unloaded = roster(unit, without: [3], errored: [99], hasFailures: true)
    #expect(changes([unloaded], base) == [])
    #expect(changes([roster(unit, without: [3], errored: [4])], base) == ["-3"])
    #expect(changes([roster(unit, without: [3, 4, 5], hasFailures: true)], base) == [])
    #expect(changes([roster(unit, without: [3, 4], hasFailures: true)], base) == ["-3", "-4"])
    #expect(changes([roster(unit, without: Set(1...11))], base) == [])
  }
}

@Suite("Flakes that a pull request brings")
struct IntroducedFlakeTests {
  private let unit = JobVariant(job: "unit", variant: "")
  private let other = JobVariant(job: "unit", variant: "windows")

  private func test(_ id: Int64, isCheck: Bool = false, isAmbiguous: Bool = false) -> RecordedTest {
    RecordedTest(
      id: id,
      repo: "a/b",
      testID: TestID(classname: "c", name: "t\(id)", file: "c\(id).py"),
      isAmbiguous: isAmbiguous,
      firstSeen: Timestamp(seconds: 0),
      isCheck: isCheck
    )
  }

  private func runs(
    _ test: RecordedTest,
    _ outcomes: [(Outcome, JobVariant, String?)]
  ) -> [HeadExecution] {
    outcomes.enumerated().map { index, run in
      HeadExecution(
        test: test,
        stream: run.1,
        mergeCommit: run.2,
        jobRunID: Int64(index),
        outcome: run.0
      )
    }
  }

  private func flakes(
    _ executions: [HeadExecution],
    isNew: Bool = true,
    isChanged: Bool = false,
    outages: [Incident] = []
  ) -> [IntroducedFlake] {
    introducedFlakes(
      executions,
      isNew: { _ in isNew },
      isChanged: { _ in isChanged },
      outages: outages
    )
  }

  @Test("A new or changed test that passed and failed on the same code is one, with its counts")
  func found() {
    let executions = runs(
      test(1),
      [(.failed, unit, nil), (.passed, unit, nil), (.errored, unit, nil)]
    )
    let flake = IntroducedFlake(
      testID: test(1).testID,
      isNew: true,
      streams: [unit],
      passes: 1,
      failures: 2
    )
    #expect(flakes(executions) == [flake])
    #expect(flakes(executions, isNew: false, isChanged: true).map(\.isNew) == [false])
    #expect(flakes(executions, isNew: false) == [])
  }

  @Test("Another variant, another merge, a skip or an outage prove nothing; nor does a linter")
  func notFound() {
    let failed = (Outcome.failed, unit, "m1" as String?)
    #expect(flakes(runs(test(1), [failed, (.passed, other, "m1")])) == [])
    #expect(flakes(runs(test(1), [failed, (.passed, unit, "m2")])) == [])
    #expect(flakes(runs(test(1), [failed, (.skipped, unit, "m1")])) == [])
    let mixed = [failed, (.passed, unit, "m1")]
    #expect(flakes(runs(test(1), mixed)).count == 1)
    #expect(flakes(runs(test(1, isCheck: true), mixed)) == [])
    #expect(flakes(runs(test(1, isAmbiguous: true), mixed)) == [])
    let outage = Incident(
      scope: .wholeRun,
      kind: .outage,
      from: Timestamp(seconds: 0),
      to: Timestamp(seconds: 1),
      jobRunIDs: [0],
      testRowIDs: [1],
      failures: 1,
      signature: nil,
      lostTime: .zero
    )
    #expect(flakes(runs(test(1), mixed), outages: [outage]) == [])
  }
}

@Suite("Whether a retry makes sense")
struct RetryAdviceTests {
  private func failures(_ classes: [FailureClass]) -> [ClassifiedFailure] {
    classes.enumerated().map { index, failureClass in
      ClassifiedFailure(
        testID: TestID(name: "t\(index)"),
        failureClass: failureClass,
        streams: []
      )
    }
  }

  @Test("Only where nothing but flakiness or an outage is in the way")
  func advice() {
    #expect(retryAdvice(failures([])) == .notNeeded)
    #expect(retryAdvice(failures([.quarantined])) == .notNeeded)
    #expect(retryAdvice(failures([.knownFlaky])) == .retry(passes: 1, isOutage: false))
    #expect(retryAdvice(failures([.outage, .quarantined])) == .retry(passes: 1, isOutage: true))
    #expect(retryAdvice(failures([.knownFlaky, .alsoFailingOnMain])) == .waitForDefaultBranch)
    #expect(retryAdvice(failures([.knownFlaky, .newTest, .outage])) == .mendFirst(flaky: 2))
    #expect(retryAdvice(failures([.probablyYours])) == .mendFirst(flaky: 0))
  }
}
