import Foundation

/// Reads what `curl --include` prints: the head of the response, an empty line, and the body.
struct CurlResponse {
  let response: HTTPResponse?

  init(_ output: Data) {
    var rest = output[...]
    var found: HTTPResponse?
    // Interim responses come first, each with a head of its own.
    while let head = Self.head(of: &rest) {
      found = head
      if head.status >= 200 { break }
    }
    found?.body = Data(rest)
    response = found
  }

  private static func head(of rest: inout Data) -> HTTPResponse? {
    let separators = [Data("\r\n\r\n".utf8), Data("\n\n".utf8)]
    let ends = separators.compactMap { rest.range(of: $0) }
    guard let end = ends.min(by: { $0.lowerBound < $1.lowerBound }) else { return nil }
    let lines = String(decoding: rest[rest.startIndex..<end.lowerBound], as: UTF8.self)
      .split(whereSeparator: \.isNewline)
    guard let first = lines.first?.split(separator: " "), first.count > 1,
      first[0].hasPrefix("HTTP/"), let status = Int(first[1])
    else { return nil }
    rest = rest[end.upperBound...]
    return HTTPResponse(status: status, headers: lines.dropFirst().compactMap(header))
  }

  private static func header(_ line: Substring) -> HTTPHeader? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let value = line[line.index(after: colon)...]
    return HTTPHeader(String(line[..<colon]), value.trimmingCharacters(in: .whitespaces))
  }
}
