import Foundation

/// Sends requests with the program `curl`.
///
/// Foundation's own client would be linked into every run of every command: it brings libcurl and
/// what that needs, 30 libraries, which cost 7 ms at each start, and a binary that is linked with
/// the library of Swift then no longer runs where they are not. `curl` is where CI is, and it knows
/// proxies (`HTTPS_PROXY`, `NO_PROXY`) and certificates as people expect.
///
/// What is secret goes through standard input: arguments can be read in the list of processes.
public struct CurlTransport: HTTPTransport {
  /// How long things may take, in seconds, and how large they may be, in bytes.
  public struct Limits: Sendable, Hashable {
    /// To reach the server.
    public var connection = 10
    /// For all of it.
    public var total = 60
    /// Of a response with its headers.
    public var responseBytes = 16 << 20

    /// Creates the usual limits.
    public init() {}
  }

  /// The variables that `curl` gets: what it needs to reach a server, and no token.
  private static let passedOn: Set<String> = [
    "PATH", "HOME", "LANG", "TMPDIR", "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
    "ALL_PROXY", "no_proxy", "NO_PROXY", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR",
  ]

  private let variables: [String: String]
  private let limits: Limits

  /// Makes ready to send.
  ///
  /// - Parameter variables: the environment; of it `curl` gets its path, the proxies and the
  ///   certificates.
  public init(variables: [String: String], limits: Limits = Limits()) {
    self.variables = variables.filter { Self.passedOn.contains($0.key) }
    self.limits = limits
  }

  /// Sends a request.
  ///
  /// - Throws: `HTTPFailure`.
  public func send(_ request: HTTPRequest) throws(HTTPFailure) -> HTTPResponse {
    let bodyFile = try request.body.map { body throws(HTTPFailure) in try BodyFile(body) }
    defer { bodyFile?.remove() }
    let configuration = try CurlConfiguration(request, limits: limits, bodyPath: bodyFile?.path)
    let (output, status) = try run(configuration.text)
    guard output.count <= limits.responseBytes else {
      throw HTTPFailure(.tooLarge, "the answer is over \(limits.responseBytes >> 20) MB")
    }
    if status != 0 { throw CurlStatus.failure(status, limits: limits) }
    guard let response = CurlResponse(output).response else {
      throw HTTPFailure(.interrupted, "the answer is not HTTP")
    }
    return response
  }

  /// Runs `curl`, and reads what it prints up to the limit.
  private func run(_ configuration: String) throws(HTTPFailure) -> (output: Data, status: Int32) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    // First of all not to read ~/.curlrc, which may do anything.
    process.arguments = ["curl", "--disable", "--config", "-"]
    process.environment = variables
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    do {
      // It is far smaller than what a pipe holds, so that nobody has to read it at the same time.
      try input.fileHandleForWriting.write(contentsOf: Data(configuration.utf8))
      try input.fileHandleForWriting.close()
      try process.run()
    } catch {
      throw HTTPFailure(.impossible, "curl cannot be started")
    }
    var data = Data()
    while data.count <= limits.responseBytes,
      let part = try? output.fileHandleForReading.read(upToCount: 1 << 16), !part.isEmpty
    {
      data.append(part)
    }
    // A child may have inherited that other signals wait.
    if data.count > limits.responseBytes { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return (data, process.terminationStatus)
  }
}

/// A request's body as a file that nobody else reads, as a comment is larger than a pipe.
private struct BodyFile {
  let path: String

  init(_ body: Data) throws(HTTPFailure) {
    path = FileManager.default.temporaryDirectory.appending(path: "evenkeel-\(UUID()).json")
      .path(percentEncoded: false)
    let isMade = FileManager.default.createFile(
      atPath: path,
      contents: body,
      attributes: [.posixPermissions: 0o600]
    )
    guard isMade else {
      throw HTTPFailure(.impossible, "\(path) cannot be written; check the folder and the disk")
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
