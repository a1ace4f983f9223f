public import Foundation

/// What is asked of a server.
public struct HTTPRequest: Sendable, Hashable {
  /// The methods that are used.
  public enum Method: String, Sendable, Hashable {
    /// Reads.
    case get = "GET"
    /// Makes.
    case post = "POST"
    /// Changes in part.
    case patch = "PATCH"
    /// Changes as a whole.
    case put = "PUT"
    /// Removes.
    case delete = "DELETE"
  }

  /// What is done.
  public var method: Method
  /// Where; it holds no secret.
  public var url: URL
  /// The headers, of which one may hold a token: they are told to nobody but the server.
  public var headers: [HTTPHeader]
  /// The body; none for requests that have none.
  public var body: Data?

  /// Creates a request.
  public init(method: Method, url: URL, headers: [HTTPHeader] = [], body: Data? = nil) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }

  /// The request for people: method and path, without a query and without headers.
  var summary: String { "\(method.rawValue) \(url.path(percentEncoded: false))" }
}

/// A name with its value.
public struct HTTPHeader: Sendable, Hashable {
  /// The name, in any case.
  public var name: String
  /// The value.
  public var value: String

  /// Creates a header.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// What a server answers.
public struct HTTPResponse: Sendable, Hashable {
  /// The status, such as 200.
  public var status: Int
  /// The headers in their order.
  public var headers: [HTTPHeader]
  /// The body.
  public var body: Data

  /// Creates a response.
  public init(status: Int, headers: [HTTPHeader] = [], body: Data = Data()) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first value of a header.
  public subscript(header name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// Why a request has no response.
public struct HTTPFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// What happened.
  public enum Kind: Sendable, Hashable {
    /// The server was not reached: nothing was carried out.
    case unreachable
    /// The connection broke or took too long: what was asked may have been carried out.
    case interrupted
    /// The answer is larger than is read.
    case tooLarge
    /// There is no program or permission to ask with; trying again changes nothing.
    case impossible
  }

  /// What happened.
  public var kind: Kind
  /// It in words, as a fragment without secrets.
  public var description: String

  /// Creates a failure.
  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

/// Carries a request to a server and its response back; it follows no redirect.
public protocol HTTPTransport: Sendable {
  /// Sends a request and waits for the whole response.
  ///
  /// - Throws: `HTTPFailure`.
  func send(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPResponse
}
