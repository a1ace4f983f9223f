import CodeHosts
import Foundation
import TestSupport
import Testing

@Suite("Hosts that misbehave")
struct MisbehavingHostTests {
  /// Expects an error, and that it does not tell the token.
  private func failure(
    _ body: () throws -> StickyComment.Deed
  ) -> CodeHostError? {
    do {
      _ = try body()
      Issue.record("no error")
      return nil
    } catch let error as CodeHostError {
      #expect(!error.description.contains(FakeCodeHost.token))
      #expect(!String(reflecting: error).contains(FakeCodeHost.token))
      return error
    } catch {
      Issue.record("\(error)")
      return nil
    }
  }

  @Test("A secondary limit is waited for as long as the host says")
  func secondaryLimit() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    let body = "{\"message\":\"You have exceeded a secondary rate limit.\"}"
    host.fail("POST", .response(403, headers: ["Retry-After": "30"], body: body))
    host.fail("POST", .response(403, body: body))
    let clock = TestClock()
    #expect(try put("red", on: host, clock: clock) == .made)
    #expect(clock.waits == [30, 120] || clock.waits == [30, 60])
    #expect(host.comments.count == 1)
  }

  @Test("A primary limit is waited for until it is reset, or told when that is too far away")
  func primaryLimit() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    let clock = TestClock()
    func limited(until reset: Int) -> LoopbackServer.Reply {
      .response(403, headers: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "\(reset)"])
    }
    host.fail("GET", limited(until: 1_000_050))
    #expect(try put("red", on: host, clock: clock) == .made)
    #expect(clock.waits == [51])
    host.fail("GET", limited(until: 1_009_000))
    let error = failure { try put("red", on: host, clock: clock) }
    #expect(error?.mayPass == true && error?.description.contains("takes no more requests") == true)
    #expect(clock.waits.count == 1)
  }

  @Test("GitLab's 429 is a limit too")
  func tooManyRequests() throws {
    let host = try FakeCodeHost(.gitLab)
    defer { host.server.stop() }
    host.fail("GET", .response(429, headers: ["Retry-After": "5"]))
    let clock = TestClock()
    #expect(try put("red", kind: .gitLab, on: host, clock: clock) == .made)
    #expect(clock.waits == [5])
  }

  @Test("Trouble of the server is waited for, longer each time", arguments: [500, 502, 503, 504])
  func serverTrouble(status: Int) throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    host.fail("GET", .response(status), times: 3)
    let clock = TestClock()
    #expect(try put("red", on: host, clock: clock) == .made)
    #expect(clock.waits == [1, 2, 4])
    host.fail("GET", .response(status), times: 5)
    let error = failure { try put("red", on: host, clock: clock) }
    #expect(error?.mayPass == true)
  }

  @Test("What may have been made is looked for before it is made again")
  func unsureCreation() throws {
    for fault in [LoopbackServer.Reply.response(502), .dropped] {
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      host.fail("POST", fault)
      #expect(try put("red", on: host) == .made)
      #expect(host.server.summaries.count { $0.hasPrefix("GET /repos") } == 3)
      #expect(host.comments.count == 1)
    }
  }

  @Test("A comment that was made though the answer was lost is no second one")
  func lostAnswer() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    // The list is empty at first; the comment is there when it is asked for again.
    host.fail("GET", .response(200, body: "[]"))
    host.fail("POST", .cutOff(body: "{"))
    host.add(by: FakeCodeHost.bot, sticky("red").text)
    #expect(try put("red", on: host) == .unchanged)
    #expect(host.comments.count == 1)
  }

  @Test("A connection that breaks is tried again, one that stays broken is told")
  func brokenConnections() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    host.fail("GET", .cutOff(body: "["))
    host.fail("GET", .dropped)
    let clock = TestClock()
    #expect(try put("red", on: host, clock: clock) == .made)
    #expect(clock.waits == [1, 2])
    host.fail("GET", .dropped, times: 5)
    let error = failure { try put("red", on: host, clock: clock) }
    #expect(error?.description.contains("the connection broke") == true && error?.mayPass == true)
  }

  @Test("A slow answer ends at the time limit, and a huge one at the limit of size")
  func slowAndHuge() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    var limits = CurlTransport.Limits()
    limits.total = 1
    limits.responseBytes = 1 << 20
    host.fail("GET", .slow(body: String(repeating: " ", count: 40), pause: 0.1))
    #expect(try put("red", on: host, limits: limits) == .made)
    limits.total = 20
    host.fail("GET", .endless)
    let error = failure { try put("red", on: host, limits: limits) }
    #expect(error?.description.contains("the answer is over 1 MB") == true)
  }

  @Test("A redirect to another server is not followed, and the token does not go there")
  func redirectElsewhere() throws {
    let other = try LoopbackServer { _ in .response(200, body: "[]") }
    let host = try FakeCodeHost()
    defer {
      host.server.stop()
      other.stop()
    }
    for status in [301, 302, 307, 308] {
      host.fail("GET", .response(status, headers: ["Location": other.url + "/x"]))
      let error = failure { try put("red", on: host) }
      #expect(error?.description.contains("redirected to another server") == true)
    }
    // The same host on another port, in the link to the next page.
    host.fail(
      "GET",
      .response(200, headers: ["Link": "<\(other.url)/x>; rel=\"next\""], body: "[]")
    )
    #expect(failure { try put("red", on: host) } != nil)
    #expect(other.requests.isEmpty && host.comments.isEmpty)
  }

  @Test("A redirect on the same server is followed: a renamed repository has another address")
  func redirectHere() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    let target = "/repos/acme/shop/issues/7/comments"
    host.fail("GET", .response(301, headers: ["Location": host.server.url + target]))
    host.fail("POST", .response(307, headers: ["Location": target]))
    #expect(try put("red", on: host) == .made)
  }

  @Test("Refusals are told with what the host says and what to do, and are not tried again")
  func refusals() throws {
    let cases: [(LoopbackServer.Reply, String)] = [
      (.response(404, body: "{\"message\":\"Not Found\"}"), "there is no such pull request"),
      (.response(401, body: "{\"message\":\"Bad credentials\"}"), "the token is wrong"),
      (
        .response(403, body: "{\"message\":\"Resource not accessible by integration\"}"),
        "not accessible"
      ),
      (
        .response(422, body: "{\"errors\":[{\"message\":\"Body is too long\"}]}"),
        "Body is too long"
      ),
      (
        .response(400, body: "{\"error\":{\"message\":\"\(FakeCodeHost.token)\\u001b[2J\"}}"),
        "(the token)"
      ),
    ]
    for (reply, words) in cases {
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      host.fail("POST", reply)
      let clock = TestClock()
      let error = failure { try put("red", on: host, clock: clock) }
      #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
      #expect(error?.description.contains("\u{1B}") == false)
      #expect(error?.mayPass == false && clock.waits.isEmpty)
    }
  }

  @Test("Where nobody listens, that is told")
  func nobodyThere() throws {
    let host = try FakeCodeHost()
    let variables = host.variables.merging(["GITHUB_API_URL": "http://127.0.0.1:1"]) { $1 }
    host.server.stop()
    let clock = TestClock()
    let access = try HostAccess(
      nil,
      variables: variables,
      tokenVariable: nil,
      repository: nil,
      event: nil,
      transport: CurlTransport(variables: variables),
      clock: clock
    )
    let error = failure { try sticky("red").put(on: access.pullRequest(7)) }
    #expect(error?.description.contains("takes no connection") == true)
    #expect(clock.waits == [1, 2, 4, 8])
  }

  @Test("An answer that is no JSON of the kind is an error, and nothing is written")
  func strangeAnswers() throws {
    for body in ["", "<html>", "{}", "[{\"id\":\"x\"}]", "null"] {
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      host.fail("GET", .response(200, body: body))
      #expect(failure { try put("red", on: host) } != nil)
      #expect(host.writes.isEmpty)
    }
  }
}
