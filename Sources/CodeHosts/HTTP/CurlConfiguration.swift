import Foundation

/// A request in the language of `curl --config`.
struct CurlConfiguration {
  let text: String

  init(
    _ request: HTTPRequest,
    limits: CurlTransport.Limits,
    bodyPath: String?
  ) throws(HTTPFailure) {
    var lines = [
      "silent", "include", "suppress-connect-headers",
      "proto = \"=http,https\"",
      "connect-timeout = \(limits.connection)",
      "max-time = \(limits.total)",
      "url = \(try Self.quoted(request.url.absoluteString))",
      "request = \"\(request.method.rawValue)\"",
      // Else a body over a kilobyte waits a second for a "100 Continue" that many proxies never send.
      "header = \"Expect:\"",
    ]
    for header in request.headers {
      lines.append("header = \(try Self.quoted("\(header.name): \(header.value)"))")
    }
    if let bodyPath { lines.append("data-binary = \(try Self.quoted("@" + bodyPath))") }
    text = lines.joined(separator: "\n") + "\n"
    // A pipe holds 64 KiB on Linux, and 16 KiB at least on macOS.
    guard text.utf8.count < 16_000 else {
      throw HTTPFailure(.impossible, "an address or a token is too long to be one")
    }
  }

  /// A value in quotation marks; one with control characters could be another option.
  private static func quoted(_ value: String) throws(HTTPFailure) -> String {
    let isPlain = value.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard isPlain else {
      throw HTTPFailure(.impossible, "an address or a token has control characters in it")
    }
    let escaped = value.unicodeScalars.map {
      "\\\"".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)"
    }
    return "\"\(escaped.joined())\""
  }
}
