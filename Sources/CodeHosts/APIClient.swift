import Foundation

/// Speaks JSON with the API of one host: retries, follows pages, and keeps the token to that host.
struct APIClient: Sendable {
  /// The largest number of pages: 100 comments each are more than any host shows.
  private static let mostPages = 100

  private let base: URL
  private let headers: [HTTPHeader]
  private let transport: any HTTPTransport
  private let clock: any HostClock
  private let rule = RetryRule()
  /// What must never be printed.
  private let secrets: [String]

  /// Makes ready to speak.
  ///
  /// - Parameters:
  ///   - base: the API's root, such as `https://api.github.com`.
  ///   - headers: sent with each request; one of them authorizes.
  ///   - secrets: the token, in the forms in which it is sent.
  init(
    base: URL,
    headers: [HTTPHeader],
    secrets: [String],
    transport: any HTTPTransport,
    clock: any HostClock
  ) {
    self.base = base
    self.headers = headers
    self.secrets = secrets.filter { !$0.isEmpty }
    self.transport = transport
    self.clock = clock
  }

  /// The address of a path of the API; its parts are encoded, so that none can lead elsewhere.
  func url(_ parts: [String], query: [(String, String)] = []) -> URL {
    let path = parts.map(Self.encoded).joined(separator: "/")
    let items = query.map { "\(Self.encoded($0.0))=\(Self.encoded($0.1))" }.joined(separator: "&")
    let text =
      base.absoluteString.trimmingSuffix("/") + "/" + path + (items.isEmpty ? "" : "?" + items)
    return URL(string: text) ?? base
  }

  /// Asks, and decodes the answer.
  func ask<Answer: Decodable>(
    _ method: HTTPRequest.Method,
    _ url: URL,
    _ body: (any Encodable)? = nil,
    as type: Answer.Type = Answer.self
  ) throws(CodeHostError) -> Answer {
    let (request, response) = try send(method, url, body)
    return try Self.decode(response, of: request)
  }

  /// Asks for something that needs no answer.
  func tell(
    _ method: HTTPRequest.Method,
    _ url: URL,
    _ body: (any Encodable)? = nil
  ) throws(CodeHostError) {
    _ = try send(method, url, body)
  }

  /// Replaces what is at an address by a text.
  func put(_ url: URL, text: String, type: String) throws(CodeHostError) {
    var request = HTTPRequest(method: .put, url: url, headers: headers, body: Data(text.utf8))
    request.headers.append(HTTPHeader("Content-Type", type))
    _ = try accepted(request)
  }

  /// Reads all pages of a list.
  ///
  /// - Parameter next: where the next page is, by what the host documents.
  func pages<Page: Decodable>(
    from first: URL,
    as type: Page.Type = Page.self,
    next: (HTTPResponse, Page) -> String?
  ) throws(CodeHostError) -> [Page] {
    var pages: [Page] = []
    var url = first
    for _ in 0..<Self.mostPages {
      let (request, response) = try send(.get, url, nil)
      let page: Page = try Self.decode(response, of: request)
      pages.append(page)
      guard let address = next(response, page) else { return pages }
      guard let following = URL(string: address, relativeTo: url)?.absoluteURL,
        following.hasSameOrigin(as: base)
      else { throw .redirected(request: request.summary) }
      url = following
    }
    throw .tooMany(request: "GET \(first.path(percentEncoded: false))")
  }

  private static func decode<Answer: Decodable>(
    _ response: HTTPResponse,
    of request: HTTPRequest
  ) throws(CodeHostError) -> Answer {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: response.body) else {
      throw .unreadable(request: request.summary)
    }
    return answer
  }

  private static func encoded(_ part: String) -> String {
    let unreserved = CharacterSet(
      charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )
    let text = part.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    // A part of dots alone would go up.
    return text.allSatisfy({ $0 == "." }) ? text.replacing(".", with: "%2E") : text
  }
}

// MARK: - Sending

extension APIClient {
  private func send(
    _ method: HTTPRequest.Method,
    _ url: URL,
    _ body: (any Encodable)?
  ) throws(CodeHostError) -> (HTTPRequest, HTTPResponse) {
    var request = HTTPRequest(method: method, url: url, headers: headers)
    if let body {
      guard let data = try? JSONEncoder().encode(body) else {
        throw .unreadable(request: request.summary)
      }
      request.body = data
      request.headers.append(HTTPHeader("Content-Type", "application/json"))
    }
    return (request, try accepted(request))
  }

  /// Sends, and takes a refusal for an error.
  private func accepted(_ request: HTTPRequest) throws(CodeHostError) -> HTTPResponse {
    let response = try persist(request)
    guard (200..<300).contains(response.status) else {
      throw .refused(
        request: request.summary,
        status: response.status,
        message: message(response)
      )
    }
    return response
  }

  /// Sends until there is an answer that stays, or the patience is at its end.
  ///
  /// What makes something is not sent again where nobody knows whether it was made.
  private func persist(_ request: HTTPRequest) throws(CodeHostError) -> HTTPResponse {
    var waited = 0.0
    var attempt = 1
    while true {
      let isLast = attempt >= rule.attempts
      let pause: Double
      do throws(CodeHostError) {
        let response = try follow(request)
        let next = rule.next(
          after: response,
          attempt: attempt,
          now: clock.now,
          jitter: clock.jitter()
        )
        switch next {
        case .accept: return response
        case .waitForServer(let seconds):
          if isLast || request.method == .post { return response }
          pause = seconds
        case .waitForLimit(let seconds):
          guard !isLast, waited + seconds <= rule.patience else {
            throw CodeHostError.limited(
              host: request.url.host() ?? "the host",
              seconds: Int(seconds.rounded(.up))
            )
          }
          pause = seconds
        }
      } catch {
        guard !isLast, mayRepeat(request, after: error) else { throw error }
        pause = rule.pause(attempt, jitter: clock.jitter())
      }
      guard waited + pause <= rule.patience else {
        throw .limited(host: request.url.host() ?? "the host", seconds: Int(pause.rounded(.up)))
      }
      clock.sleep(seconds: pause)
      waited += pause
      attempt += 1
    }
  }

  /// Whether a request that has no response may be sent again.
  private func mayRepeat(_ request: HTTPRequest, after error: CodeHostError) -> Bool {
    guard case .noResponse(_, let reason) = error else { return false }
    return reason.kind == .unreachable || reason.kind == .interrupted && request.method != .post
  }

  /// Sends, and follows redirects on the same server: a renamed repository has another address.
  private func follow(_ request: HTTPRequest) throws(CodeHostError) -> HTTPResponse {
    var request = request
    for _ in 0..<3 {
      let response: HTTPResponse
      do {
        response = try transport.send(request)
      } catch {
        throw .noResponse(request: request.summary, reason: error)
      }
      // 301 and 302 may turn what changes something into a question, so only questions follow them.
      let isFollowed =
        [307, 308].contains(response.status)
        || request.method == .get && [301, 302, 303].contains(response.status)
      guard isFollowed, let location = response[header: "Location"] else {
        guard !(300..<400).contains(response.status) else {
          throw .redirected(request: request.summary)
        }
        return response
      }
      guard let target = URL(string: location, relativeTo: request.url)?.absoluteURL,
        target.hasSameOrigin(as: base)
      else { throw .redirected(request: request.summary) }
      request.url = target
    }
    throw .redirected(request: request.summary)
  }

  /// What the host says of a refusal, in one line and without the token.
  private func message(_ response: HTTPResponse) -> String {
    let answer = try? JSONDecoder().decode(Refusal.self, from: response.body)
    let isPlain = response[header: "Content-Type"]?.hasPrefix("text/plain") == true
    let plain = isPlain ? String(decoding: response.body.prefix(2000), as: UTF8.self) : ""
    var text = answer?.text ?? plain.trimmingCharacters(in: .whitespacesAndNewlines)
    for secret in secrets { text = text.replacing(secret, with: "(the token)") }
    let visible = text.unicodeScalars.map { scalar -> Character in
      scalar.properties.generalCategory == .control || scalar.properties.generalCategory == .format
        ? " " : Character(scalar)
    }
    return String(visible.prefix(200))
  }
}

/// What hosts say when they refuse.
private struct Refusal: Decodable {
  var text: String?

  private enum CodingKeys: CodingKey { case message, error, errors }
  private struct Detail: Decodable { var message: String? }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let message = try? values.decode(String.self, forKey: .message)
    // Bitbucket's error is an object, GitLab's is a string.
    let error =
      (try? values.decode(String.self, forKey: .error))
      ?? (try? values.decode(Detail.self, forKey: .error))?.message
    let details = (try? values.decode([Detail].self, forKey: .errors))?.compactMap(\.message) ?? []
    let parts = [message, error].compactMap { $0 } + details
    text = parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension URL {
  /// Whether a token for one address may go to the other.
  func hasSameOrigin(as other: URL) -> Bool {
    scheme?.lowercased() == other.scheme?.lowercased()
      && host()?.lowercased() == other.host()?.lowercased()
      && effectivePort == other.effectivePort
  }

  private var effectivePort: Int? { port ?? (scheme?.lowercased() == "https" ? 443 : 80) }
}

extension String {
  func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
