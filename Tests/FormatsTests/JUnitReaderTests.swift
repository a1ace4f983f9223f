import Formats
import TestModel
import Testing

@Suite("Reading JUnit XML")
struct JUnitReaderTests {
  @Test("A case has its identity, time, outcome and words")
  func readsACase() throws {
    let report = try read(
      """
      <testsuites name="run"><testsuite name="cart" file="tests/cart.rb">
        <testcase classname="Cart" name="adds" time="0.25" line="7"/>
        <testcase classname="Cart" name="fails" file="tests/other.rb" time="1">
          <failure message="expected 1" type="AssertionError">at line 3 &lt;here&gt;</failure>
          <system-out>printed</system-out>
          <properties><property name="owner" value="checkout"/></properties>
        </testcase>
        <testcase classname="Cart" name="breaks"><error message="boom"/></testcase>
        <testcase classname="Cart" name="waits"><skipped message="later &amp; &#233; &lt;b&gt;"/></testcase>
      </testsuite></testsuites>
      """
    )
    let adds = try #require(report["adds"])
    #expect(
      adds.id == TestID(suite: "cart", classname: "Cart", name: "adds", file: "tests/cart.rb")
    )
    #expect(adds.line == 7)
    #expect(adds.attempts == [Attempt(outcome: .passed, duration: Microseconds(250_000))])
    let fails = try #require(report["fails"])
    #expect(fails.id.file == "tests/other.rb")
    #expect(fails.outcome == .failed)
    #expect(fails.tellingAttempt?.message == "expected 1")
    #expect(fails.tellingAttempt?.type == "AssertionError")
    #expect(fails.tellingAttempt?.details == "at line 3 <here>")
    #expect(fails.output == "printed")
    #expect(fails.properties == [Property(name: "owner", value: "checkout")])
    #expect(report["breaks"]?.outcome == .errored)
    #expect(report["breaks"]?.duration == nil)
    #expect(report["waits"]?.outcome == .skipped)
    #expect(report["waits"]?.tellingAttempt?.message == "later & é <b>")
    let counts = report.summary.counts
    #expect(
      [counts.cases, counts.passed, counts.failed, counts.errored, counts.skipped] == [
        4, 1, 1, 1, 1,
      ]
    )
  }

  @Test("Nested suites are one path, and the root's name is not part of it")
  func joinsNestedSuites() throws {
    let report = try read(
      """
      <testsuites name="all"><testsuite name="a"><testsuite name="b"><testcase name="t"/>
      </testsuite><testcase name="u"/></testsuite></testsuites>
      """
    )
    #expect(report.cases.map(\.id.suite) == ["a > b", "a"])
  }

  @Test("Surefire's flaky and rerun elements are attempts, in the order in which they ran")
  func readsRerunElements() throws {
    let report = try read(
      """
      <testsuite name="s">
        <testcase classname="c" name="flaky" time="0.5">
          <flakyFailure message="first" type="T"><stackTrace>one</stackTrace>
            <system-out>noise</system-out></flakyFailure>
          <flakyError message="second" type="E">two</flakyError>
        </testcase>
        <testcase classname="c" name="dead" time="0.1">
          <failure message="first">one</failure><rerunFailure message="again">two</rerunFailure>
          <rerunError message="worse">three</rerunError>
        </testcase>
      </testsuite>
      """
    )
    let flaky = try #require(report["flaky"])
    #expect(flaky.attempts.map(\.outcome) == [.failed, .errored, .passed])
    #expect(flaky.attempts.map(\.message) == ["first", "second", nil])
    #expect(flaky.attempts.map(\.details) == ["one", "two", nil])
    #expect(flaky.isFlaky && flaky.outcome == .passed)
    let dead = try #require(report["dead"])
    #expect(dead.attempts.map(\.outcome) == [.failed, .failed, .errored])
    #expect(!dead.isFlaky && dead.outcome == .errored)
    #expect(report.summary.counts.retried == 2)
  }

  @Test("pytest-rerunfailures: empty entries beyond tests= are attempts that failed")
  func readsPytestReruns() throws {
    let report = try read(
      """
      <testsuites><testsuite name="pytest" tests="3">
        <testcase classname="t" name="flaky" time="0.1"/><testcase classname="t" name="flaky" time="0.2"/>
        <testcase classname="t" name="dead"/><testcase classname="t" name="dead"/>
        <testcase classname="t" name="dead"><failure message="no"/></testcase>
        <testcase classname="t" name="fine"/>
      </testsuite></testsuites>
      """
    )
    #expect(report["flaky"]?.attempts.map(\.outcome) == [.failed, .passed])
    #expect(report["flaky"]?.duration == Microseconds(300_000))
    #expect(report["dead"]?.attempts.map(\.outcome) == [.failed, .failed, .failed])
    #expect(report["fine"]?.attempts.map(\.outcome) == [.passed])
    #expect(report.summary.counts.cases == 3)
    #expect(report.summary.counts.passed == 2)
    #expect(report.summary.counts.retried == 2)
  }

  @Test("pytest: a failure with a broken teardown is one test and no retry")
  func joinsTeardownErrors() throws {
    let report = try read(
      """
      <testsuites><testsuite name="pytest" tests="1">
        <testcase classname="t" name="a"><failure message="call"/></testcase>
        <testcase classname="t" name="a"><error message="teardown"/></testcase>
      </testsuite></testsuites>
      """
    )
    #expect(report.cases.count == 1)
    #expect(report.cases[0].attempts.map(\.outcome) == [.failed])
  }

  @Test("gotestsum: entries of one name are attempts, failures first whatever their order")
  func readsGoReruns() throws {
    let report = try read(
      """
      <testsuites><testsuite name="p"><properties><property name="go.version" value="1.22"/>
      </properties>
        <testcase classname="p" name="TestA" time="0.3"/>
        <testcase classname="p" name="TestA" time="0.1"><failure message="Failed"/></testcase>
      </testsuite></testsuites>
      """
    )
    #expect(report["TestA"]?.attempts.map(\.outcome) == [.failed, .passed])
    #expect(report["TestA"]?.duration == Microseconds(400_000))
    #expect(report.summary.counts.retried == 1)
    #expect(report.summary.counts.passed == 1)
  }

  @Test("Elsewhere two entries of one name are two cases that are kept apart and flagged")
  func keepsNamesakesApart() throws {
    let report = try read(
      """
      <testsuite name="s"><testcase classname="c" name="param"><failure/></testcase>
        <testcase classname="c" name="param"/><testcase classname="c" name="other"/></testsuite>
      """
    )
    #expect(report.cases.map(\.id.ordinal) == [1, 1, 2])
    #expect(report.cases.map(\.isAmbiguous) == [true, false, true])
    #expect(report.summary.counts.cases == 3)
    #expect(report.summary.counts.retried == 0)
  }

  @Test("A suite whose set-up broke is a case of its own")
  func keepsSuiteErrors() throws {
    let report = try read(
      "<testsuite name='s'><error message='set-up'/><testcase name='t'/></testsuite>"
    )
    #expect(report["(suite)"]?.outcome == .errored)
    #expect(report.summary.counts.cases == 2)
  }

  @Test(
    "Times are read as producers write them",
    arguments: [
      ("1.5", 1_500_000), ("0", 0), ("12", 12_000_000), (".5", 500_000), ("3.", 3_000_000),
      ("0.0000004", 0), ("0.0000005", 1), ("0.12345678901", 123_457), ("5.6e-05", 56),
      ("1,234.567", 1_234_567_000), ("0,25", 250_000), ("2.5s", 2_500_000), (" 1.0 ", 1_000_000),
    ] as [(String, Int64)]
  )
  func readsTimes(text: String, microseconds: Int64) throws {
    let report = try read("<testsuite><testcase name='t' time='\(text)'/></testsuite>")
    #expect(report.cases[0].duration == Microseconds(microseconds))
  }

  @Test(
    "What is no time is unknown and not zero",
    arguments: [
      "", "NaN", "-1", "inf", "abc", "1e300", "99999999999999999999", "1:30", "2592000.1", "1e9",
    ]
  )
  func refusesTimes(text: String) throws {
    let report = try read("<testsuite><testcase name='t' time='\(text)'/></testsuite>")
    #expect(report.cases[0].duration == nil)
  }

  @Test("Skips that producers tell in an attribute are skips")
  func readsStatusAttributes() throws {
    let report = try read(
      """
      <testsuite><testcase name="a" status="notrun"/><testcase name="b" status="disabled"/>
      <testcase name="c" status="run" result="skipped"/><testcase name="d" status="run"/></testsuite>
      """
    )
    #expect(report.cases.map(\.outcome) == [.skipped, .skipped, .skipped, .passed])
  }
}
