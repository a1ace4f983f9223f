/// Writes one report.
struct ReportWriter: ~Copyable {
  private let shape: ReportShape
  private let world: World
  private let decimals: Int
  private var file: OutputFile
  private var truth = Truth()

  init(shape: ReportShape, world: World, decimals: Int, file: consuming OutputFile) throws {
    self.shape = shape
    self.world = world
    self.decimals = decimals
    self.file = file
    try self.file.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
  }

  /// Writes a suite.
  ///
  /// Its cases are gone through twice, because its start tag tells what they come to.
  mutating func write(suite: Int, cases: Range<Int>) throws {
    var counts = Truth()
    var microseconds = 0
    for testCase in cases {
      counts.add(world.conduct(of: testCase))
      microseconds += world.microseconds(of: testCase)
    }
    truth.add(counts)
    try file.append("<testsuite name=\"com.acme.shop.suite")
    try file.append(suite, digits: 5)
    try writeCounts(counts)
    try writeTime(microseconds)
    try writeTimestamp()
    for testCase in cases { try write(testCase, suite: suite) }
    try file.append("</testsuite>\n")
  }

  /// Ends the report, and tells what is in it.
  mutating func finish() throws -> Truth {
    try file.append("</testsuites>\n")
    try file.flush()
    truth.bytes = file.size
    return truth
  }

  private mutating func writeCounts(_ counts: Truth) throws {
    try file.append("\" tests=\"")
    try file.append(counts.cases)
    try file.append("\" failures=\"")
    try file.append(counts.failed)
    try file.append("\" errors=\"0\" skipped=\"")
    try file.append(counts.skipped)
    try file.append("\" ")
  }

  private mutating func writeTimestamp() throws {
    try file.append(" timestamp=\"2026-09-")
    try file.append(1 + world.run / 24 % 28, digits: 2)
    try file.append("T")
    try file.append(world.run % 24, digits: 2)
    try file.append(":00:00Z\" hostname=\"runner-7\">\n")
  }

  private mutating func write(_ testCase: Int, suite: Int) throws {
    try file.append("<testcase classname=\"")
    try writeName(of: testCase, suite: suite)
    try writeTime(world.microseconds(of: testCase))
    switch world.conduct(of: testCase) {
    case .passes: return try file.append("/>\n")
    case .isSkipped: try file.append("><skipped message=\"slow\">test.py:7: slow</skipped>")
    case .prints: try writeOutput(of: testCase)
    case .fails: try writeFailure(of: testCase)
    }
    try file.append("</testcase>\n")
  }

  /// The rest of a start tag, from the class to the time.
  private mutating func writeName(of testCase: Int, suite: Int) throws {
    switch shape {
    case .bare, .messages:
      try file.append("com.acme.shop.suite")
      try file.append(suite, digits: 5)
      try file.append(".OrderService")
      try file.append(testCase / 20, digits: 6)
      try file.append("Test\" name=\"booksWhatWasOrdered")
      try file.append(testCase, digits: 7)
      try file.append("InOneCurrency\" ")
    case .alike: try file.append("com.acme.shop.OrderServiceTest\" name=\"booksWhatWasOrdered\" ")
    case .pytest: try writePytestName(of: testCase)
    }
  }

  private mutating func writePytestName(of testCase: Int) throws {
    try file.append("tests.orders")
    try file.append(testCase / 200, digits: 5)
    try file.append(".test_booking")
    try file.append(testCase / 20, digits: 6)
    try file.append(".TestOrders\" name=\"test_books_what_was_ordered_")
    try file.append(testCase, digits: 7)
    try file.append("[currency-")
    try file.append(testCase % 97)
    try file.append("-warehouse-")
    try file.append(testCase % 13)
    try file.append("]\" file=\"tests/orders")
    try file.append(testCase / 200, digits: 5)
    try file.append("/test_booking")
    try file.append(testCase / 20, digits: 6)
    try file.append(".py\" line=\"")
    try file.append(10 + testCase % 20 * 12)
    try file.append("\" ")
  }

  private mutating func writeTime(_ microseconds: Int) throws {
    try file.append("time=\"")
    try file.append(microseconds / 1_000_000)
    try file.append(".")
    let fraction = microseconds % 1_000_000
    try file.append(decimals == 6 ? fraction : fraction / 1000, digits: decimals)
    try file.append("\"")
  }

  private mutating func writeOutput(of testCase: Int) throws {
    try file.append("><system-out><![CDATA[")
    var words = Words(seed: world.text(of: testCase))
    try words.write(log: world.textSize(of: testCase), to: &file)
    try file.append("]]></system-out>")
  }

  private mutating func writeFailure(of testCase: Int) throws {
    var words = Words(seed: world.text(of: testCase))
    try file.append("><failure message=\"AssertionError: assert &quot;")
    try words.writeSentence(to: &file)
    try file.append("&quot; == ")
    try file.append(world.wrongAmount(of: testCase))
    let size = world.textSize(of: testCase)
    if shape == .messages {
      try file.append(": ")
      try words.write(attribute: size, to: &file)
      return try file.append("\" type=\"AssertionError\"/>")
    }
    try file.append("\" type=\"AssertionError\">")
    try words.write(trace: size, to: &file)
    try file.append("</failure>")
  }
}
