/// Whether and when a request is tried again.
///
/// Source: GitHub, "Best practices for using the REST API": wait for `Retry-After`; at no remaining
/// requests until `X-RateLimit-Reset`; else a minute at least, and longer each time. GitLab calls
/// its header `RateLimit-Reset`.
struct RetryRule: Sendable, Hashable {
  /// The requests that are sent at most, with the first.
  var attempts = 5
  /// The longest time that all waiting may take, in seconds: a limit that lasts longer is told.
  var patience = 180.0

  /// What comes after a response.
  enum Next: Sendable, Hashable {
    /// The response is what there is.
    case accept
    /// The host counts too many requests: nothing was carried out, and after so many seconds more is.
    case waitForLimit(seconds: Double)
    /// The host is in trouble; after so many seconds it may not be.
    case waitForServer(seconds: Double)
  }

  /// What comes after a response.
  ///
  /// - Parameters:
  ///   - attempt: 1 for the first.
  ///   - now: the seconds since the start of 1970.
  ///   - jitter: from 0 to 1.
  func next(after response: HTTPResponse, attempt: Int, now: Double, jitter: Double) -> Next {
    switch response.status {
    case 403 where !isLimit(response): return .accept
    case 403, 429:
      return .waitForLimit(seconds: wait(response, now: now) ?? 60 * pause(attempt, jitter: jitter))
    case 500, 502, 503, 504:
      let told = response[header: "Retry-After"].flatMap(Double.init)
      return .waitForServer(seconds: max(told ?? 0, pause(attempt, jitter: jitter)))
    default: return .accept
    }
  }

  /// How long to wait where the server says nothing: a second, twice as long each time, and up to
  /// half as much again by chance, so that many jobs do not come back at one moment.
  func pause(_ attempt: Int, jitter: Double) -> Double {
    Double(1 << min(attempt - 1, 6)) * (1 + jitter / 2)
  }

  private func isLimit(_ response: HTTPResponse) -> Bool {
    if response.status == 429 || response[header: "Retry-After"] != nil { return true }
    if response[header: "X-RateLimit-Remaining"] == "0" { return true }
    // GitHub does not always send Retry-After with its secondary limit.
    let words = String(decoding: response.body.prefix(2000), as: UTF8.self).lowercased()
    return words.contains("rate limit") || words.contains("abuse detection")
  }

  private func wait(_ response: HTTPResponse, now: Double) -> Double? {
    if let told = response[header: "Retry-After"].flatMap(Double.init) { return max(1, told) }
    let names = ["X-RateLimit-Reset", "RateLimit-Reset"]
    guard let reset = names.compactMap({ response[header: $0].flatMap(Double.init) }).first,
      response[header: "X-RateLimit-Remaining"] ?? response[header: "RateLimit-Remaining"] == "0"
    else { return nil }
    return max(1, reset - now + 1)
  }
}
