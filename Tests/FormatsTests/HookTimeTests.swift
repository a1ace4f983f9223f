import Formats
import TestModel
import Testing

@Suite("What suites take beside their cases")
struct HookTimeTests {
  /// The times of a report as lines, in its order.
  private static func times(_ text: String, inPiecesOf size: Int = 65_536) throws -> [String] {
    var found: [String] = []
    let reader = try JUnitReader { event in
      guard case .cases(let batch) = event else { return }
      found += batch.hookTimes.map { "\($0.file) \($0.classname) \($0.duration.count)" }
    }
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      try Array(rest.prefix(size)).withUnsafeBufferPointer { try reader.read($0) }
      rest = rest.dropFirst(size)
    }
    _ = try reader.finish()
    return found
  }

  @Test(
    "What a suite's own time exceeds its cases by is that of their file and class",
    arguments: [
      (
        "<testcase classname='k' name='a' time='1'/><testcase classname='k' name='b' time='2'/>",
        1_500_000
      ),
      // Several attempts count together, and skips do not.
      (
        """
        <testcase classname='k' name='a' time='1'><flakyFailure time='2'/></testcase>
        <testcase classname='k' name='b' time='9'><skipped/></testcase>
        """, 1_500_000
      ),
      ("<testcase classname='k' name='a'/>", 4_500_000),
      // Side by side.
      (
        "<testcase classname='k' name='a' time='3'/><testcase classname='k' name='b' time='3'/>",
        nil
      ),
      ("<testcase classname='k' name='a' time='4.5'/>", nil),
      // Of two classes, or two files, and of none that ran.
      ("<testcase classname='k' name='a' time='1'/><testcase classname='l' name='b'/>", nil),
      (
        "<testcase classname='k' name='a' time='1'/><testcase classname='k' file='g' name='b'/>",
        nil
      ),
      ("<testcase classname='k' name='a' time='1'><skipped/></testcase>", nil), ("", nil),
    ] as [(String, Int?)]
  )
  func excess(cases: String, expected: Int?) throws {
    let text = """
      <testsuites time='99'><testsuite name='s' file='f' time='4.5'>\(cases)</testsuite>
      <testsuite name='t'><testcase classname='m' name='a' time='1'/></testsuite></testsuites>
      """
    #expect(try Self.times(text) == (expected.map { ["f k \($0)"] } ?? []))
  }

  @Test("The time of suites in a suite is not counted again")
  func nested() throws {
    let text = """
      <testsuites><testsuite name='outer' time='10'>
        <testcase classname='k' name='a' time='1'/>
        <testsuite name='inner' time='4'><testcase classname='k' name='b' time='1'/></testsuite>
        <testsuite name='untimed'><testcase classname='k' name='c' time='2'/></testsuite>
      </testsuite></testsuites>
      """
    #expect(try Self.times(text) == [" k 3000000", " k 3000000"])
    // What is around several classes is of none of them.
    let several = """
      <testsuite name='all' time='10'>
        <testsuite name='x' time='4'><testcase classname='k' name='b' time='1'/></testsuite>
        <testsuite name='y' time='2'><testcase classname='l' name='c' time='2'/></testsuite>
      </testsuite>
      """
    #expect(try Self.times(several) == [" k 3000000"])
  }

  @Test("A suite of more cases than a batch has, in pieces of any size, has one time")
  func spansBatches() throws {
    let cases = (0..<5000).map { "<testcase classname='k' name='t\($0)' time='0.001'/>" }.joined()
    let text = "<testsuite name='s' file='f' time='7'>\(cases)</testsuite>"
    #expect(try Self.times(text) == ["f k 2000000"])
    #expect(try Self.times(text, inPiecesOf: 17) == ["f k 2000000"])
  }

  @Test("A session is no suite: its time is also that of its start")
  func sessions() throws {
    let text = """
      <testsuites><testsuite name="pytest" errors="0" failures="0" skipped="0" tests="1" time="8"
        timestamp="2026-11-01T10:00:00" hostname="h"><testcase classname="k" name="a" time="1"/>
      </testsuite></testsuites>
      """
    #expect(try Self.times(text) == [])
  }
}
