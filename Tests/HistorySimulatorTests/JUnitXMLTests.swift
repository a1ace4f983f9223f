import Foundation
import HistorySimulator
import Testing

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Reports as a parser sees them.
@Suite struct JUnitXMLTests {
  let demo = SimulatedWorlds.demo

  @Test func completeReportsAreWellFormedAndTheirTotalsRight() throws {
    for run in demo.runs where run.report == .complete && run.number.isMultiple(of: 3) {
      let counts = try #require(ElementCounts(parsing: junitXML(of: run)))
      #expect(counts.suite["tests"] == String(counts.elements["testcase", default: 0]))
      #expect(counts.suite["failures"] == String(counts.elements["failure", default: 0]))
      #expect(counts.suite["errors"] == String(counts.elements["error", default: 0]))
      #expect(counts.suite["skipped"] == String(counts.elements["skipped", default: 0]))
      #expect(counts.names == run.cases.map(\.identity.name))
      #expect(counts.milliseconds == run.cases.reduce(0) { $0 + $1.durationMilliseconds })
    }
  }

  @Test func truncatedReportsEndInsideOfACase() throws {
    let run = try #require(demo.runs.first { $0.report == .truncated })
    let text = junitXML(of: run)
    #expect(ElementCounts(parsing: text) == nil)
    let cases = text.components(separatedBy: "<testcase").count - 1
    #expect(cases == run.reportedCases.count + 1)
    #expect(!text.hasSuffix(">"))
  }

  @Test func retriesAreWrittenAsSurefireDoes() {
    let text = demo.runs.map(junitXML(of:)).joined()
    #expect(text.contains("<flakyFailure message="))
    #expect(text.contains("<rerunFailure message="))
  }
}

/// What is in a report, counted by Foundation's parser.
private final class ElementCounts: NSObject, XMLParserDelegate {
  private(set) var elements: [String: Int] = [:]
  private(set) var suite: [String: String] = [:]
  private(set) var names: [String] = []
  private var isClosed = false

  /// The suite's time in milliseconds.
  var milliseconds: Int? {
    suite["time"].flatMap { Int($0.replacing(".", with: "")) }
  }

  init?(parsing text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    // On Linux the parser takes a document that just ends for a success.
    guard parser.parse(), isClosed else { return nil }
  }

  func parser(
    _ parser: XMLParser,
    didEndElement element: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    if element == "testsuites" { isClosed = true }
  }

  func parser(
    _ parser: XMLParser,
    didStartElement element: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements[element, default: 0] += 1
    if element == "testsuite" { suite = attributes }
    if element == "testcase" { names.append(attributes["name"] ?? "") }
  }
}
