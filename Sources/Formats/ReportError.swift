/// Why a report cannot be used.
public enum ReportError: Error, Sendable, Hashable {
  /// It has no bytes, or only white space.
  case empty
  /// It is not text.
  case binary
  /// It is compressed or packed in the named way.
  case archive(String)
  /// It is text in the named encoding, where its format is always UTF-8.
  case encoding(String)
  /// It is in no format that is known.
  case unknownFormat
  /// It holds nothing that the named format has.
  case notReport(format: String)
  /// It has no markup.
  case notXML
  /// Its root element is not one that JUnit XML knows.
  case notJUnit(root: String, line: Int)
  /// It declares an entity, or names a document type outside of itself.
  case entityDeclaration(line: Int)
  /// Its elements are nested deeper than `limit`.
  case tooDeep(limit: Int, line: Int)
  /// A tag or comment goes on for more than `limit` bytes.
  case tagTooLong(limit: Int, line: Int)
  /// Its elements and attributes have different names without end.
  case tooManyNames(line: Int)
  /// It breaks off and starts again too often.
  case tooManyDocuments(line: Int)
  /// It breaks off, or breaks, before its first test case.
  case brokenBeforeFirstCase(reason: String, line: Int)
  /// The parser has no memory.
  case parserUnavailable
}

extension ReportError: CustomStringConvertible {
  /// A fragment that finishes the sentence "The report cannot be used: ".
  public var description: String {
    switch self {
    case .empty: "it is empty; did the job stop before it wrote its report?"
    case .binary: "it is binary data, not a report"
    case .archive(let kind): "it is a \(kind) archive; unpack it and ingest what is inside"
    case .encoding(let name):
      "it is in \(name), where UTF-8 is expected; convert it, or let no shell redirect it"
    case .unknownFormat:
      "it is in no format that is known; those that are: "
        + ReportFormat.allCases.map(\.name).joined(separator: ", ")
    case .notReport(let format): "it holds no test results in the format of \(format)"
    case .notXML: "it holds no XML; the first byte that is not white space should be a ‘<’"
    case .notJUnit(let root, _):
      "its root element is <\(root)>, where JUnit XML has <testsuites> or <testsuite>"
    case .entityDeclaration:
      "it declares an entity or an external document type, which no test report needs and which "
        + "can be an attack; remove the DOCTYPE"
    case .tooDeep(let limit, _): "its elements are nested more than \(limit) deep"
    case .tagTooLong(let limit, _):
      "one tag or comment is longer than \(limit / 1_048_576) MiB, or has far too many attributes"
    case .tooManyNames:
      "its elements and attributes have more different names than any report has"
    case .tooManyDocuments: "documents that break off follow one another in it without end"
    case .brokenBeforeFirstCase(let reason, _): "it breaks before its first whole case: \(reason)"
    case .parserUnavailable: "the XML parser could not be created: is there memory left?"
    }
  }

  /// The line that the error is about, from 1.
  public var line: Int? {
    switch self {
    case .empty, .binary, .archive, .encoding, .unknownFormat, .notReport, .notXML,
      .parserUnavailable:
      nil
    case .notJUnit(_, let line), .entityDeclaration(let line), .tooDeep(_, let line),
      .tagTooLong(_, let line), .tooManyNames(let line), .tooManyDocuments(let line),
      .brokenBeforeFirstCase(_, let line):
      line
    }
  }
}
