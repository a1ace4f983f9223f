/// What `curl` says by its exit status.
///
/// Source: the curl manual, "Exit codes".
enum CurlStatus {
  static func failure(_ status: Int32, limits: CurlTransport.Limits) -> HTTPFailure {
    switch status {
    case 5: HTTPFailure(.unreachable, "the proxy's name is not known")
    case 6: HTTPFailure(.unreachable, "the server's name is not known")
    case 7: HTTPFailure(.unreachable, "the server takes no connection")
    case 28: HTTPFailure(.interrupted, "the server did not answer within \(limits.total) seconds")
    case 35, 51, 53, 54, 58, 59, 60, 66, 77, 80, 82, 83, 91:
      HTTPFailure(
        .impossible,
        "the server's certificate or encryption is not accepted (curl \(status))"
      )
    case 18, 52, 55, 56, 92, 95: HTTPFailure(.interrupted, "the connection broke (curl \(status))")
    case 126, 127: HTTPFailure(.impossible, "curl is not installed here")
    default: HTTPFailure(.impossible, "curl ended with status \(status)")
    }
  }
}
