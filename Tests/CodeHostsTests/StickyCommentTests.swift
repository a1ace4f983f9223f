import CodeHosts
import Foundation
import TestSupport
import Testing

/// A clock that does not wait, and remembers what it would have waited.
final class TestClock: HostClock {
  private let waited = Waits()

  var now: Double { 1_000_000 + waits.reduce(0, +) }
  var waits: [Double] { waited.all }
  func jitter() -> Double { 0 }
  func sleep(seconds: Double) { waited.add(seconds) }
}

/// Puts a comment on the pull request of a host.
func put(
  _ text: String,
  key: String = "default",
  isNews: Bool = true,
  kind: HostKind = .gitHub,
  on host: FakeCodeHost,
  clock: TestClock = TestClock(),
  limits: CurlTransport.Limits = CurlTransport.Limits()
) throws -> StickyComment.Deed {
  let access = try HostAccess(
    kind,
    variables: host.variables,
    tokenVariable: nil,
    repository: nil,
    event: nil,
    transport: CurlTransport(variables: host.variables, limits: limits),
    clock: clock
  )
  return try sticky(text, key: key, isNews: isNews).put(on: access.pullRequest(7))
}

func sticky(_ text: String, key: String = "default", isNews: Bool = true) -> StickyComment {
  StickyComment(
    label: "evenkeel:v1 key=\(key) ",
    digest: "digest=\(text)",
    text: "<!-- evenkeel:v1 key=\(key) head=c digest=\(text) -->\n\(text)",
    isNews: isNews
  )
}

@Suite("One comment on a pull request")
struct StickyCommentTests {
  static let kinds: [(FakeCodeHost.Kind, HostKind)] = [
    (.gitHub, .gitHub), (.gitLab, .gitLab), (.bitbucket, .bitbucket),
  ]

  @Test("It is made once, left alone while it says the same, and then changed", arguments: kinds)
  func lifeOfAComment(fake: FakeCodeHost.Kind, kind: HostKind) throws {
    let host = try FakeCodeHost(fake)
    defer { host.server.stop() }
    #expect(try put("red", kind: kind, on: host) == .made)
    #expect(try put("red", kind: kind, on: host) == .unchanged)
    #expect(host.writes.count == 1)
    #expect(try put("redder", kind: kind, on: host) == .changed)
    #expect(try put("clear", isNews: false, kind: kind, on: host) == .changed)
    #expect(host.comments.map(\.body) == [sticky("clear").text])
  }

  @Test("What is no news makes no comment", arguments: kinds)
  func silent(fake: FakeCodeHost.Kind, kind: HostKind) throws {
    let host = try FakeCodeHost(fake)
    defer { host.server.stop() }
    #expect(try put("clear", isNews: false, kind: kind, on: host) == .silent)
    #expect(host.writes.isEmpty && host.comments.isEmpty)
  }

  @Test("It is found behind any number of others, page by page", arguments: kinds)
  func pagination(fake: FakeCodeHost.Kind, kind: HostKind) throws {
    let host = try FakeCodeHost(fake)
    defer { host.server.stop() }
    host.add(250, by: "ann", "hello")
    #expect(try put("red", kind: kind, on: host) == .made)
    host.add(100, by: "ann", "hello")
    #expect(try put("redder", kind: kind, on: host) == .changed)
    #expect(host.comments.count == 351 && host.writes.count == 2)
  }

  @Test("Another author's comment with our first line is never touched", arguments: kinds)
  func otherAuthor(fake: FakeCodeHost.Kind, kind: HostKind) throws {
    let host = try FakeCodeHost(fake)
    defer { host.server.stop() }
    host.add(by: "mallory", sticky("red").text)
    #expect(try put("red", kind: kind, on: host) == .made)
    #expect(try put("redder", kind: kind, on: host) == .changed)
    #expect(host.comments.map(\.body) == [sticky("red").text, sticky("redder").text])
  }

  @Test("A quoted first line, further down or of another key, is not ours")
  func otherKeys() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    host.add(by: FakeCodeHost.bot, "quoted:\n" + sticky("red").text)
    #expect(try put("a", key: "linux", on: host) == .made)
    #expect(try put("b", key: "linux-arm", on: host) == .made)
    #expect(try put("c", key: "linux", on: host) == .changed)
    #expect(
      host.comments.dropFirst().map(\.body)
        == [sticky("c", key: "linux").text, sticky("b", key: "linux-arm").text]
    )
  }

  @Test("Of two jobs that comment at one moment the older comment stays")
  func race() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    // The first list is the one from before the other job's comment.
    host.fail("GET", .response(200, body: "[]"))
    host.add(by: FakeCodeHost.bot, sticky("other").text)
    #expect(try put("red", on: host) == .changed)
    #expect(host.comments.map(\.body) == [sticky("red").text])
    host.fail("GET", .response(200, body: "[]"))
    #expect(try put("red", on: host) == .unchanged)
    #expect(host.comments.count == 1)
  }

  @Test("A comment that somebody removes at this moment is made again")
  func removed() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    host.add(by: FakeCodeHost.bot, sticky("red").text)
    host.fail("PATCH", .response(404, body: "{\"message\":\"Not Found\"}"))
    #expect(try put("redder", on: host) == .made)
  }
}
