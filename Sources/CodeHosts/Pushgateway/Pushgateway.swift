import Foundation

/// A Pushgateway, which keeps the metrics of jobs until Prometheus reads them.
///
/// Source: the README of the Pushgateway, "API".
public struct Pushgateway: Sendable {
  /// Why nothing can be pushed from here.
  public enum Obstacle: Error, Sendable, Hashable {
    /// What was named is no address.
    case noAddress
    /// The address holds a user or a password, which the list of processes shows to all.
    case credentialsInAddress
    /// A variable that is needed is not set, or cannot be what it should.
    case variable(HostAccess.Obstacle)
  }

  /// Where it is, for people: the host, with the port where one is named.
  public let place: String
  private let client: APIClient

  /// Finds out how to push: without credentials, with the token in `PUSHGATEWAY_TOKEN`, or with the
  /// user and the password in `PUSHGATEWAY_USERNAME` and `PUSHGATEWAY_PASSWORD`.
  ///
  /// - Parameters:
  ///   - address: where it is, such as `http://pushgateway:9091`.
  ///   - tokenVariable: the variable that holds the token, where it is another.
  /// - Throws: `Obstacle`.
  public init(
    _ address: String,
    variables: [String: String],
    tokenVariable: String?,
    transport: any HTTPTransport,
    clock: any HostClock
  ) throws(Obstacle) {
    guard let url = URL(string: address), let host = url.host(), !host.isEmpty,
      ["http", "https"].contains(url.scheme?.lowercased()), url.query() == nil,
      url.fragment() == nil, (1...65_535).contains(url.port ?? 80)
    else { throw .noAddress }
    guard url.user() == nil, url.password() == nil else { throw .credentialsInAddress }
    place = url.port.map { "\(host):\($0)" } ?? host
    let credentials: PushCredentials?
    do {
      credentials = try PushCredentials(HostVariables(variables: variables), tokenVariable)
    } catch {
      throw .variable(error)
    }
    let header = credentials.map { [HTTPHeader("Authorization", $0.header)] } ?? []
    client = APIClient(
      base: url,
      headers: [HTTPHeader("User-Agent", "evenkeel")] + header,
      secrets: credentials?.secrets ?? [],
      transport: transport,
      clock: clock
    )
  }

  /// Replaces all metrics of a group by those of a text in Prometheus's format.
  ///
  /// - Throws: `PushFailure`.
  public func replace(_ group: PushGroup, with text: String) throws(PushFailure) {
    do {
      try client.put(
        client.url(["metrics"] + group.path),
        text: text,
        type: "text/plain; version=0.0.4; charset=utf-8"
      )
    } catch {
      throw PushFailure(error)
    }
  }
}

/// Whose metrics are replaced: the labels that the Pushgateway gives to all of them.
public struct PushGroup: Sendable, Hashable {
  private var labels: [(name: String, value: String)] { [("job", job)] + others }
  private var others: [(name: String, value: String)] {
    [("instance", instance), ("repo", repo)].compactMap { name, value in value.map { (name, $0) } }
  }

  private let job: String
  private let instance, repo: String?

  /// Creates a group.
  ///
  /// - Parameters:
  ///   - job: the name of what pushes; not empty.
  ///   - instance: which of several that push.
  ///   - repo: the repository, where all the metrics are of one.
  public init(job: String, instance: String?, repo: String?) {
    self.job = job
    self.instance = instance
    self.repo = repo
  }

  /// The parts of the path that name the group; a value of more than letters, digits, hyphens and
  /// underscores is encoded, as the Pushgateway asks of those with a slash.
  var path: [String] {
    labels.flatMap { label -> [String] in
      let isPlain = label.value.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x5F
      }
      if isPlain, !label.value.isEmpty { return [label.name, label.value] }
      let encoded = Data(label.value.utf8).base64EncodedString()
        .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
      // The sign alone stands for nothing.
      return [label.name + "@base64", encoded.isEmpty ? "=" : encoded]
    }
  }
}

/// Why metrics were not pushed.
public struct PushFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// It in words, as a fragment without secrets.
  public let description: String
  /// Whether it may work at another time.
  public let mayPass: Bool

  init(_ error: CodeHostError) {
    mayPass = error.mayPass
    description =
      switch error {
      case .refused(_, let status, let message):
        "the Pushgateway refused them with \(status)" + (message.isEmpty ? "" : ": \(message)")
          + Self.advice(status)
      case .redirected: "the Pushgateway sends elsewhere; name the address where it is"
      default: error.description
      }
  }

  private static func advice(_ status: Int) -> String {
    switch status {
    case 401, 403: "; it takes no metrics with these credentials"
    case 404, 405: "; there is no Pushgateway at this address"
    default: ""
    }
  }
}

extension Pushgateway.Obstacle: CustomStringConvertible {
  /// Why, as a sentence with what to do.
  public var description: String {
    switch self {
    case .noAddress: "--push takes an address such as http://pushgateway:9091"
    case .credentialsInAddress:
      "the address of --push holds a user or a password, which others can see; set "
        + "PUSHGATEWAY_USERNAME and PUSHGATEWAY_PASSWORD instead"
    case .variable(let obstacle): obstacle.description
    }
  }
}
