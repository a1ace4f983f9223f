/// Why a code host did not do what it was asked to.
public enum CodeHostError: Error, Sendable, Hashable {
  /// There was no response.
  case noResponse(request: String, reason: HTTPFailure)
  /// The host refused, with what it said.
  case refused(request: String, status: Int, message: String)
  /// The host counts too many requests, and takes more only after a longer time than is waited.
  case limited(host: String, seconds: Int)
  /// The host sent us elsewhere, where the token must not go.
  case redirected(request: String)
  /// The answer is not what the host documents.
  case unreadable(request: String)
  /// There are more comments than are looked through, so that ours may be among the others.
  case tooMany(request: String)
  /// The token can be none.
  case badToken(variable: String)

  /// Whether it may work at another time.
  public var mayPass: Bool {
    switch self {
    case .noResponse(_, let reason): reason.kind == .unreachable || reason.kind == .interrupted
    case .refused(_, let status, _): status >= 500
    case .limited: true
    default: false
    }
  }

  /// Whether nobody knows whether the request was carried out.
  var isUnsure: Bool {
    switch self {
    case .noResponse(_, let reason): reason.kind == .interrupted
    case .refused(_, let status, _): status >= 500
    default: false
    }
  }

  /// The status with which the host refused; none for other errors.
  var status: Int? {
    if case .refused(_, let status, _) = self { return status }
    return nil
  }
}

extension CodeHostError: CustomStringConvertible {
  /// The error as one sentence without secrets.
  public var description: String {
    switch self {
    case .noResponse(let request, let reason): "\(request) failed: \(reason.description)"
    case .refused(let request, let status, let message):
      "\(request) was refused with \(status)"
        + (message.isEmpty ? "" : ": \(message)") + Self.advice(status)
    case .limited(let host, let seconds):
      "\(host) takes no more requests for \(seconds) s; try again then"
    case .redirected(let request):
      "\(request) was redirected to another server, where the token does not go"
    case .unreadable(let request): "the answer to \(request) cannot be understood"
    case .tooMany(let request): "\(request) has more pages than are looked through"
    case .badToken(let variable): "the token in \(variable) has characters that no token has"
    }
  }

  private static func advice(_ status: Int) -> String {
    switch status {
    case 401: "; the token is wrong or has expired"
    case 403: "; the token may not do this (it needs the permission to write comments)"
    case 404: "; there is no such pull request, or the token does not see it"
    default: ""
    }
  }
}
