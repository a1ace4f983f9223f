import StatisticsCore
import TestModel
import Testing

@Suite("The gate's truth table")
struct GateJudgmentTests {
  static let now = Timestamp(seconds: 1_800_000_000)
  static let flaky = TestID(classname: "tests.cart", name: "test_flaky")
  static let way = "TimeoutError: took <n> s"

  static let entry = QuarantineEntry(
    test: RecordedTest(
      id: 1,
      repo: "acme/shop",
      testID: flaky,
      isAmbiguous: false,
      firstSeen: now.adding(days: -90)
    ),
    reason: "failed 3 of 40 times on code that works",
    author: "policy",
    since: now.adding(days: -10),
    expires: now.adding(days: 20),
    isManual: false,
    flakeRate: 0.075
  )

  static let failure = GateFailure(
    testID: flaky,
    signatures: [way],
    isKnown: true,
    entry: entry,
    knownSignatures: [way, "AssertionError"]
  )

  /// A command that failed through one test that is in quarantine, and nothing else.
  static let excusable = GateCase(
    command: .exited(1),
    reports: [GateReport(path: "junit.xml", state: .whole(ran: 100))],
    failures: [failure],
    list: .read(updated: now.adding(days: -1)),
    expectations: GateExpectations(usualTests: 100),
    asOf: now
  )

  /// A command that succeeded.
  static let success = excusable.changed {
    $0.command = .exited(0)
    $0.failures = []
  }

  /// Finished reports, with no command, of the same run.
  static let finished = excusable.changed { $0.command = nil }

  /// One row: what is changed in a run that is safe, and why it is not safe then.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var run: GateCase
    var reasons: [GateReason]

    init(
      _ name: String,
      of run: GateCase = GateJudgmentTests.excusable,
      _ reasons: [GateReason] = [],
      _ change: (inout GateCase) -> Void
    ) {
      testDescription = name
      self.run = run.changed(change)
      self.reasons = reasons
    }
  }

  static let streak = FailureStreak(failures: 3, rate: 0.075)
  static let single = FailureStreak(failures: 1, rate: 0.4)
  static let everywhere = FailureStreak(failures: 2, lanes: 2, rate: 0.19, coincidence: 0.019)
  static let wrongValue = "AssertionError: assert <n> == <n>"
  static let breakage = GateFailure.Breakage(at: now.adding(days: -2), reason: "fails every time")

  /// Each way to fail closed, followed by what is like it and passes.
  static let rows: [Row] =
    [
      Row("a failure that is in quarantine") { _ in },
      Row("finished reports with a failure that is in quarantine", of: finished) { _ in },
      Row("a command that succeeded", of: success) { _ in },
      Row("finished reports in which nothing failed", of: finished) { $0.failures = [] },
    ] + reportRows + commandRows + countRows + listRows + failureRows

  static let reportRows = [
    Row("no report is named", [.noReportNamed]) {
      $0.reports = []
      $0.failures = []
    },
    Row("no report is named, and the command succeeded", of: success) { $0.reports = [] },
    Row("no report is fresh", [.noFreshReport]) {
      $0.reports = [GateReport(path: "a.xml", state: .old, isNamed: false)]
      $0.failures = []
    },
    Row("no report is fresh, and the command succeeded", of: success) {
      $0.reports = [GateReport(path: "a.xml", state: .old)]
    },
    Row(
      "no report is fresh, in strict mode",
      of: success,
      [.noFreshReport, .oldReport(path: "a.xml")]
    ) {
      $0.reports = [GateReport(path: "a.xml", state: .old)]
      $0.expectations.isStrict = true
    },
    Row("a named report is old beside a fresh one", [.oldReport(path: "a.xml")]) {
      $0.reports.append(GateReport(path: "a.xml", state: .old))
    },
    Row("a found report is old beside a fresh one") {
      $0.reports.append(GateReport(path: "a.xml", state: .old, isNamed: false))
    },
    Row("a named report is missing beside a fresh one", [.missingReport(reason: "none at b")]) {
      $0.reports.append(GateReport(path: "b", state: .missing(reason: "none at b")))
    },
    Row(
      "finished reports that are not there",
      of: finished,
      [.noFreshReport, .missingReport(reason: "none at b")]
    ) {
      $0.reports = [GateReport(path: "b", state: .missing(reason: "none at b"))]
      $0.failures = []
    },
    Row("a report breaks off", [.truncatedReport(path: "c.xml", line: 7)]) {
      $0.reports.append(GateReport(path: "c.xml", state: .truncated(ran: 3, line: 7)))
    },
    Row(
      "a report breaks off of a command that succeeded",
      of: success,
      [.truncatedReport(path: "c.xml", line: nil)]
    ) { $0.reports.append(GateReport(path: "c.xml", state: .truncated(ran: 3, line: nil))) },
    Row("a report is unreadable", [.unreadableReport(path: "d.xml", line: 1, reason: "empty")]) {
      $0.reports.append(GateReport(path: "d.xml", state: .unreadable(reason: "empty", line: 1)))
    },
    Row("several whole reports") {
      $0.reports.append(GateReport(path: "e.xml", state: .whole(ran: 1)))
    },
  ]

  static let commandRows = [
    Row("a signal ends the command", [.killed(signal: 9)]) { $0.command = .killed(signal: 9) },
    Row("the gate is told to stop", [.stopped(signal: 15)]) {
      $0.command = .stopped(signal: 15, status: 1)
    },
    Row(
      "the gate is told to stop, and the command exits with 0",
      of: success,
      [.stopped(signal: 2)]
    ) {
      $0.command = .stopped(signal: 2, status: 0)
    },
    Row("the command is not there", [.notStarted(reason: "x"), .noFreshReport]) {
      $0.command = .notStarted(reason: "x", status: 127)
      $0.reports = [GateReport(path: "a.xml", state: .old, isNamed: false)]
      $0.failures = []
    },
    Row("no failed test explains the status", [.unexplainedStatus(1, .noFailedTest)]) {
      $0.failures = []
    },
    Row("the command ran out of time", [.unexplainedStatus(124, .ranOutOfTime)]) {
      $0.command = .exited(124)
    },
    Row("a wrapper of the command failed", [.unexplainedStatus(125, .wrapperFailed)]) {
      $0.command = .exited(125)
    },
    Row("a program was not found by a shell", [.unexplainedStatus(127, .couldNotRun)]) {
      $0.command = .exited(127)
    },
    Row("a child of the command crashed", [.unexplainedStatus(139, .signal(11))]) {
      $0.command = .exited(139)
    },
    Row("a status that means nothing known", [.unexplainedStatus(255, .unknownMeaning)]) {
      $0.command = .exited(255)
    },
    Row("make fails with 2") { $0.command = .exited(2) },
    Row("cargo test fails with 101") { $0.command = .exited(101) },
    Row("xargs fails with 123") { $0.command = .exited(123) },
    Row("Boost.Test fails with 201") { $0.command = .exited(201) },
    Row("pytest is interrupted", [.unexplainedStatus(2, .runnerFailed(.pytest))]) {
      $0.command = .exited(2)
      $0.runner = .pytest
    },
    Row("pytest fails with 1") { $0.runner = .pytest },
    Row("Robot Framework is stopped", [.unexplainedStatus(253, .runnerFailed(.robot))]) {
      $0.command = .exited(253)
      $0.runner = .robot
    },
    Row(
      "Robot Framework counts more failed tests than its reports have",
      [.unexplainedStatus(150, .otherCount(failures: 1))]
    ) {
      $0.command = .exited(150)
      $0.runner = .robot
    },
    Row("Robot Framework counts as many failed tests as its reports have") { $0.runner = .robot },
    Row("cargo-nextest cannot build", [.unexplainedStatus(101, .runnerFailed(.nextest))]) {
      $0.command = .exited(101)
      $0.runner = .nextest
    },
    Row("cargo-nextest fails with 100") {
      $0.command = .exited(100)
      $0.runner = .nextest
    },
  ]

  static let countRows = [
    Row("fewer tests than usual", [.fewerTestsThanUsual(ran: 79, usual: 100, least: 80)]) {
      $0.reports = [GateReport(path: "junit.xml", state: .whole(ran: 79))]
    },
    Row("fewer tests than usual by the share of the user") {
      $0.reports = [GateReport(path: "junit.xml", state: .whole(ran: 79))]
      $0.expectations.minimumShare = 0.75
    },
    Row("just enough tests") {
      $0.reports = [GateReport(path: "junit.xml", state: .whole(ran: 80))]
    },
    Row("fewer tests than usual of a command that succeeded", of: success) {
      $0.reports = [GateReport(path: "junit.xml", state: .whole(ran: 10))]
    },
    Row(
      "fewer tests than usual in finished reports",
      of: finished,
      [.fewerTestsThanUsual(ran: 10, usual: 100, least: 80)]
    ) {
      $0.reports = [GateReport(path: "junit.xml", state: .whole(ran: 10))]
      $0.failures = []
    },
    Row(
      "fewer tests than demanded, of a command that succeeded too",
      of: success,
      [.fewerTestsThanDemanded(ran: 100, demanded: 101)]
    ) { $0.expectations.minimumTests = 101 },
    Row("as many tests as demanded") { $0.expectations.minimumTests = 100 },
    Row("no test ran", of: finished, [.noTests]) {
      $0.reports = [GateReport(path: "junit.xml", state: .whole(ran: 0))]
      $0.failures = []
    },
    Row("no test ran of a command that succeeded", of: success) {
      $0.reports = [GateReport(path: "junit.xml", state: .whole(ran: 0))]
    },
    Row("nothing is usual yet") { $0.expectations.usualTests = nil },
    Row("nothing is usual yet, in strict mode", [.nothingToCompare]) {
      $0.expectations.usualTests = nil
      $0.expectations.isStrict = true
    },
    Row("nothing is usual yet, in strict mode, and the user demands a number") {
      $0.expectations.usualTests = nil
      $0.expectations.minimumTests = 90
      $0.expectations.isStrict = true
    },
  ]

  static let listRows = [
    Row(
      "the list is too old",
      [
        .oldList(
          updated: now.adding(days: -7).adding(milliseconds: -1),
          maximumAge: GateExpectations().maximumAge
        )
      ]
    ) { $0.list = .read(updated: now.adding(days: -7).adding(milliseconds: -1)) },
    Row("the list is as old as it may be") { $0.list = .read(updated: now.adding(days: -7)) },
    Row("the list is too old, and nothing needs it", of: success) {
      $0.list = .read(updated: now.adding(days: -70))
    },
    Row("there is no history", [.noHistory(reason: "none"), .failed(flaky, .unknown)]) {
      $0.list = .unreadable(reason: "none")
      $0.failures = [GateFailure(testID: flaky, signatures: [way])]
    },
    Row("there is no history, and nothing needs it", of: success) {
      $0.list = .unreadable(reason: "none")
    },
    Row("the entry is past its date, which warns and never fails") {
      $0.failures[0].entry?.expires = now.adding(days: -30)
    },
  ]

  static let failureRows = [
    Row("a test fails that is not in quarantine", [.failed(flaky, .notQuarantined)]) {
      $0.failures[0].entry = nil
    },
    Row(
      "a test fails that is not in quarantine, and the command says 0",
      of: success,
      [.failed(flaky, .notQuarantined)]
    ) {
      $0.failures = [failure]
      $0.failures[0].entry = nil
    },
    Row("a quarantined test fails, and the command says 0", of: success) {
      $0.failures = [failure]
    },
    Row("a test fails that the history does not know", [.failed(flaky, .unknown)]) {
      $0.failures = [GateFailure(testID: flaky, signatures: [way])]
    },
    Row("a test fails whose name stands for several", [.failed(flaky, .ambiguous)]) {
      $0.failures[0].isAmbiguous = true
    },
    Row("a suite fails that is in quarantine", [.failed(flaky, .suiteError)]) {
      $0.failures[0].isSuiteError = true
    },
    Row("a linter finds something", [.failed(flaky, .finding)]) { $0.failures[0].isCheck = true },
    Row("a test fails in a new way", [.failed(flaky, .newWay("ValueError"))]) {
      $0.failures[0].signatures = [way, "ValueError"]
    },
    Row("a test fails too often in a row", [.failed(flaky, .failingSteadily(streak))]) {
      $0.failures[0].streak = streak
    },
    Row("a test fails twice in a row, as it often does") {
      $0.failures[0].streak = FailureStreak(failures: 2, rate: 0.4)
    },
    Row(
      "a test fails in all jobs with words of a break",
      [.failed(flaky, .failingSteadily(everywhere))]
    ) {
      $0.failures[0].signatures = [wrongValue]
      $0.failures[0].knownSignatures = [wrongValue]
      $0.failures[0].streak = everywhere
    },
    Row("a test fails in all jobs but one with words of a break") {
      $0.failures[0].signatures = [wrongValue]
      $0.failures[0].knownSignatures = [wrongValue]
      $0.failures[0].streak = FailureStreak(failures: 2, lanes: 2, rate: 0.19)
    },
    Row("a test fails in all jobs with words of a wait that ran out") {
      $0.failures[0].signatures = ["TimeoutError: no answer after <n> ms"]
      $0.failures[0].knownSignatures = ["TimeoutError: no answer after <n> ms"]
      $0.failures[0].namesCause = true
      $0.failures[0].streak = everywhere
    },
    Row("a test fails in all jobs with words of a break, as it often does") {
      $0.failures[0].signatures = [wrongValue]
      $0.failures[0].knownSignatures = [wrongValue]
      $0.failures[0].streak = FailureStreak(failures: 2, lanes: 2, rate: 0.4, coincidence: 0.16)
    },
    Row("a test fails twice in a row without a word", [.failed(flaky, .failingSteadily(single))]) {
      $0.failures[0].signatures = [""]
      $0.failures[0].knownSignatures = [""]
      $0.failures[0].streak = single
    },
    Row("a test fails without a word, as it is known to, where it passed last") {
      $0.failures[0].signatures = [""]
      $0.failures[0].knownSignatures = [""]
    },
    Row("a person's entry fails too often in a row") {
      $0.failures[0].streak = streak
      $0.failures[0].entry?.isManual = true
    },
    Row("a test fails in a new way: without a word", [.failed(flaky, .newWay(""))]) {
      $0.failures[0].signatures = [""]
    },
    Row("a test fails in another way that is known") {
      $0.failures[0].signatures = ["AssertionError", way]
    },
    Row("the policy's entry has no known failure", [.failed(flaky, .newWay(way))]) {
      $0.failures[0].knownSignatures = []
    },
    Row("a person's entry has no known failure") {
      $0.failures[0].knownSignatures = []
      $0.failures[0].entry?.isManual = true
    },
    Row("a person's entry fails in a new way", [.failed(flaky, .newWay("ValueError"))]) {
      $0.failures[0].signatures = ["ValueError"]
      $0.failures[0].entry?.isManual = true
    },
    Row("a test fails that was released as broken", [.failed(flaky, .knownBroken(breakage))]) {
      $0.failures[0].entry = nil
      $0.failures[0].breakage = breakage
    },
    Row("a test that was broken is in quarantine again") { $0.failures[0].breakage = breakage },
    Row("the runner excused a test that is not in quarantine by a rule of its own") {
      $0.failures = [GateFailure(testID: flaky, signatures: [way], isExcusedByRunner: true)]
      $0.list = .read(updated: nil)
    },
    Row(
      "the runner excused a test in quarantine that failed in a new way",
      [.failed(flaky, .newWay("ValueError"))]
    ) {
      $0.failures[0].isExcusedByRunner = true
      $0.failures[0].signatures = ["ValueError"]
    },
    Row(
      "the runner excused a test that was released as broken",
      [.failed(flaky, .knownBroken(breakage))]
    ) {
      $0.failures[0].isExcusedByRunner = true
      $0.failures[0].entry = nil
      $0.failures[0].breakage = breakage
    },
    Row("tests passed when they were run again") { $0.retried = 3 },
    Row("one of two failures is not excused", [.failed(TestID(name: "other"), .notQuarantined)]) {
      $0.failures.append(GateFailure(testID: TestID(name: "other"), isKnown: true))
    },
  ]

  @Test(
    "Each way to fail closed does, for its own reason, and what is like it passes",
    arguments: rows
  )
  func judges(row: Row) {
    let judgment = GateJudgment(row.run)
    #expect(judgment.reasons == row.reasons)
    #expect(judgment.isSafe == row.reasons.isEmpty)
  }

  @Test("What is past its date, was retried or could not be compared is told and fails nothing")
  func remarks() {
    let run = Self.excusable.changed {
      $0.failures[0].entry?.expires = Self.now
      $0.retried = 2
      $0.expectations.usualTests = nil
      $0.reports.append(GateReport(path: "old.xml", state: .old, isNamed: false))
    }
    let judgment = GateJudgment(run)
    #expect(
      judgment.remarks == [
        .overdue(Self.flaky, expired: Self.now, owner: nil), .retried(2), .oldReports(1),
        .nothingToCompare,
      ]
    )
    #expect(judgment.isSafe && judgment.excused == run.failures)
    #expect(GateJudgment(Self.excusable).remarks.isEmpty)
  }

  @Test("The status of a command that was stopped is never 0")
  func statuses() {
    #expect(GatedCommand.stopped(signal: 15, status: 0).status == 143)
    #expect(GatedCommand.stopped(signal: 15, status: 5).status == 5)
    #expect(GatedCommand.killed(signal: 9).status == 137)
  }

  @Test(
    "A runner is known by its program, also behind what runs it in its own place",
    arguments: [
      (["/usr/bin/pytest", "-x"], GateRunner.pytest), (["python3.12", "-m", "pytest"], .pytest),
      (["uv", "run", "pytest"], .pytest), (["coverage", "run", "-m", "pytest"], .pytest),
      (["cargo", "nextest", "run"], .nextest), (["robot", "suite"], .robot),
      (["sh", "-c", "pytest"], nil), (["make", "pytest"], nil), ([], nil),
    ] as [([String], GateRunner?)]
  )
  func runners(arguments: [String], runner: GateRunner?) {
    #expect(GateRunner(commandLine: arguments) == runner)
  }

  @Test(
    "Cases that stand for suites are told from tests",
    arguments: [
      ("", "com.acme.CartTest", nil, true), ("com.acme.CartTest", "com.acme.CartTest", nil, true),
      ("initializationError", "com.acme.CartTest", nil, true), ("(suite)", "", nil, true),
      ("setUpClass (cart.CartTest)", "unittest.suite._ErrorHolder", nil, true),
      ("Cart \"before each\" hook for \"adds\"", "Cart", nil, true),
      ("tests.test_cart", "", "collection failure", true), ("tests.test_cart", "", nil, false),
      ("cart.adds", "cart.adds", nil, false), ("test_setUpClass", "cart", nil, false),
      ("test_adds", "tests.test_cart", "failed on setup with \"OSError\"", false),
    ] as [(String, String, String?, Bool)]
  )
  func suites(name: String, classname: String, message: String?, isSuite: Bool) {
    #expect(isSuiteLevel(TestID(classname: classname, name: name), message: message) == isSuite)
  }

  @Test("What ran in the median leaves skipped tests out, and takes the lower of two")
  func usual() {
    func counts(_ cases: Int, skipped: Int = 0) -> CaseCounts {
      var counts = CaseCounts()
      counts.cases = cases
      counts.skipped = skipped
      return counts
    }
    #expect(usualTests(of: []) == nil)
    #expect(usualTests(of: [counts(10), counts(90, skipped: 40), counts(30)]) == 30)
    #expect(usualTests(of: [counts(10), counts(20)]) == 10)
  }
}

extension GateCase {
  fileprivate func changed(_ change: (inout GateCase) -> Void) -> GateCase {
    var changed = self
    change(&changed)
    return changed
  }
}
