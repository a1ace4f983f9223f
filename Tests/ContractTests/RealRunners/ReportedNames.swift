import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// The cases of a JUnit report that were run, as `classname::name`.
final class ReportedNames: NSObject, XMLParserDelegate {
  private(set) var executed: Set<String> = []
  private var open: String?

  init(_ report: Data) {
    super.init()
    let parser = XMLParser(data: report)
    parser.delegate = self
    _ = parser.parse()
  }

  func parser(
    _ parser: XMLParser,
    didStartElement element: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String] = [:]
  ) {
    if element == "testcase" {
      let classname = attributes["classname"] ?? ""
      open = (classname.isEmpty ? "" : classname + "::") + (attributes["name"] ?? "")
    } else if element == "skipped" {
      open = nil
    }
  }

  func parser(
    _ parser: XMLParser,
    didEndElement element: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    guard element == "testcase" else { return }
    if let open { executed.insert(open) }
    open = nil
  }
}
