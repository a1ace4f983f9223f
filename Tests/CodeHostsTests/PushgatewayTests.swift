import Foundation
import TestSupport
import Testing

@testable import CodeHosts

@Suite("Pushing to a Pushgateway")
struct PushgatewayTests {
  private static let secret = "s3cret-t0ken"
  private static let text = "# TYPE a gauge\na{b=\"é \\\"x\\\"\"} 1\n"

  private func gateway(
    _ address: String,
    _ variables: [String: String] = [:],
    tokenVariable: String? = nil,
    clock: TestClock = TestClock()
  ) throws -> Pushgateway {
    let path = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
    let variables = variables.merging(path) { $1 }
    return try Pushgateway(
      address,
      variables: variables,
      tokenVariable: tokenVariable,
      transport: CurlTransport(variables: variables),
      clock: clock
    )
  }

  /// Pushes, and expects a failure that does not tell the secret.
  private func failure(
    _ server: LoopbackServer,
    _ variables: [String: String] = ["PUSHGATEWAY_TOKEN": secret],
    clock: TestClock = TestClock()
  ) -> PushFailure? {
    do {
      try gateway(server.url, variables, clock: clock).replace(Self.group, with: Self.text)
      Issue.record("no failure")
    } catch let failure as PushFailure {
      #expect(!String(reflecting: failure).contains(Self.secret))
      return failure
    } catch {
      Issue.record("\(error)")
    }
    return nil
  }

  private static let group = PushGroup(job: "evenkeel", instance: nil, repo: nil)

  @Test("A group is replaced as a whole, by the text as it is", arguments: [200, 202])
  func replaces(status: Int) throws {
    let server = try LoopbackServer { _ in .response(status) }
    defer { server.stop() }
    for prefix in ["", "/", "/gateway", "/gateway/"] {
      try gateway(server.url + prefix).replace(Self.group, with: Self.text)
    }
    let paths = ["", "", "/gateway", "/gateway"].map { "PUT \($0)/metrics/job/evenkeel" }
    #expect(server.summaries == paths)
    let request = try #require(server.requests.first)
    #expect(request.body == Self.text)
    #expect(request.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(request.headers["user-agent"] == "evenkeel")
    #expect(request.headers["authorization"] == nil)
  }

  @Test("The labels of a group are a path, in base64 where they have more than letters")
  func groups() {
    func path(_ job: String, _ instance: String? = nil, _ repo: String? = nil) -> String {
      PushGroup(job: job, instance: instance, repo: repo).path.joined(separator: "/")
    }
    #expect(path("evenkeel", "ci-1", "shop") == "job/evenkeel/instance/ci-1/repo/shop")
    #expect(path("e", nil, "acme/shop") == "job/e/repo@base64/YWNtZS9zaG9w")
    #expect(path("../x") == "job@base64/Li4veA")
    #expect(path("e", "", nil) == "job/e/instance@base64/=")
    #expect(path("ÿ?>") == "job@base64/w78_Pg")
  }

  @Test("It is authorized by a token, or by a user with a password, or not at all")
  func credentials() throws {
    func header(_ variables: [String: String], _ name: String? = nil) throws -> String? {
      let server = try LoopbackServer { _ in .response(200) }
      defer { server.stop() }
      try gateway(server.url, variables, tokenVariable: name).replace(Self.group, with: "")
      return server.requests.first?.headers["authorization"]
    }
    #expect(try header(["PUSHGATEWAY_TOKEN": "t\n"]) == "Bearer t")
    #expect(try header(["MY_TOKEN": "u", "PUSHGATEWAY_TOKEN": "t"], "MY_TOKEN") == "Bearer u")
    let user = ["PUSHGATEWAY_USERNAME": "ann", "PUSHGATEWAY_PASSWORD": "p"]
    #expect(try header(user) == "Basic YW5uOnA=")
    // The tokens of code hosts are for code hosts.
    #expect(try header(["GITHUB_TOKEN": "g", "GITLAB_TOKEN": "l"]) == nil)
  }

  @Test("What cannot be an address, a user or a token is told before anything is sent")
  func obstacles() {
    func obstacle(
      _ address: String,
      _ variables: [String: String] = [:],
      _ name: String? = nil
    ) -> Pushgateway.Obstacle? {
      do {
        _ = try gateway(address, variables, tokenVariable: name)
      } catch {
        return error as? Pushgateway.Obstacle
      }
      return nil
    }
    for address in ["", "localhost:9091", "file:///etc/passwd", "http://", "http://h/?a=b"] {
      #expect(obstacle(address) == .noAddress, "\(address)")
    }
    let told = obstacle("http://ann:\(Self.secret)@h:9091")
    #expect(told == .credentialsInAddress && told?.description.contains(Self.secret) == false)
    let here = "http://127.0.0.1:1"
    #expect(
      obstacle(here, ["PUSHGATEWAY_TOKEN": "a\"\nurl = \"http://evil.example"])
        == .variable(.badToken(variable: "PUSHGATEWAY_TOKEN"))
    )
    #expect(obstacle(here, [:], "MY_TOKEN") == .variable(.noToken(variables: ["MY_TOKEN"])))
    #expect(
      obstacle(here, ["PUSHGATEWAY_USERNAME": "ann"])
        == .variable(.missing(variable: "PUSHGATEWAY_PASSWORD"))
    )
    #expect(
      obstacle(here, ["PUSHGATEWAY_USERNAME": "a:b", "PUSHGATEWAY_PASSWORD": "p"])
        == .variable(.badToken(variable: "PUSHGATEWAY_USERNAME"))
    )
  }

  @Test("A refusal is told in one line with what the gateway says, and is not tried again")
  func refusals() throws {
    let plain = ["Content-Type": "text/plain; charset=utf-8"]
    let cases: [(LoopbackServer.Reply, String)] = [
      (
        .response(400, headers: plain, body: "pushed metrics are inconsistent:\n* a \u{1B}[2J\n"),
        "the Pushgateway refused them with 400: pushed metrics are inconsistent: * a  [2J"
      ),
      (
        .response(401, headers: plain, body: "Unauthorized \(Self.secret)\n"),
        "the Pushgateway refused them with 401: Unauthorized (the token); it takes no metrics with "
          + "these credentials"
      ),
      (
        .response(404, body: "<html>no</html>"),
        "the Pushgateway refused them with 404; there is no Pushgateway at this address"
      ),
    ]
    for (reply, words) in cases {
      let server = try LoopbackServer { _ in reply }
      defer { server.stop() }
      let clock = TestClock()
      let failure = failure(server, clock: clock)
      #expect(failure?.description == words)
      #expect(failure?.mayPass == false && clock.waits.isEmpty && server.requests.count == 1)
    }
  }

  @Test("Trouble passes: a push is sent again, as it replaces what it made")
  func trouble() throws {
    for reply in [LoopbackServer.Reply.response(503), .dropped, .cutOff(body: "")] {
      let server = try LoopbackServer { _ in reply }
      defer { server.stop() }
      let clock = TestClock()
      #expect(failure(server, clock: clock)?.mayPass == true)
      #expect(clock.waits == [1, 2, 4, 8])
    }
    let clock = TestClock()
    let gone = try gateway("http://127.0.0.1:1", clock: clock)
    #expect(throws: PushFailure.self) { try gone.replace(Self.group, with: Self.text) }
    #expect(clock.waits.count == 4)
  }

  @Test("A redirect to another server is not followed, and neither metrics nor token go there")
  func redirects() throws {
    let other = try LoopbackServer { _ in .response(200) }
    defer { other.stop() }
    for status in [301, 302, 303, 307, 308] {
      let server = try LoopbackServer { _ in
        .response(status, headers: ["Location": other.url + "/metrics/job/evenkeel"])
      }
      defer { server.stop() }
      #expect(failure(server)?.description.contains("name the address where it is") == true)
    }
    #expect(other.requests.isEmpty)
    let here = try LoopbackServer { request in
      request.path.hasPrefix("/new")
        ? .response(200) : .response(308, headers: ["Location": "/new" + request.path])
    }
    defer { here.stop() }
    try gateway(here.url).replace(Self.group, with: Self.text)
    #expect(here.requests.last?.body == Self.text)
  }
}
