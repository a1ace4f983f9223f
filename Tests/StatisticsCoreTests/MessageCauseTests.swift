import StatisticsCore
import Testing

@Suite("Causes that messages speak of")
struct MessageCauseTests {
  @Test(
    "A message's words give the kind",
    arguments: [
      ("TimeoutError: no answer after <number> ms", FlakeCause.Kind.timing),
      ("DEADLINE_EXCEEDED: rpc", .timing),
      ("java.net.SocketTimeoutException: Read timed out", .network),
      ("dial tcp <ip>: connect: connection refused", .network),
      ("WARNING: DATA RACE", .concurrency),
      ("java.util.ConcurrentModificationException", .concurrency),
      ("Falsifying example: test(x=<number>)", .randomness),
      ("failed with random seed: <number>", .randomness),
      ("assert ['ann', 'bob', 'cid'] == ['cid', 'ann', 'bob']", .randomness),
      ("Set {x, y} is not equal to {y,x}", .randomness),
      ("OSError: [Errno <number>] Address already in use", .sharedState),
      ("duplicate key value violates unique constraint", .sharedState),
      ("assert '2026-11-14' == '2026-11-13'", .timeOfDay),
      ("2026-11-14T09:30:00Z != 2026-11-14T09:30:01Z", .timeOfDay),
    ]
  )
  func kinds(message: String, kind: FlakeCause.Kind) throws {
    let cause = try #require(causes(message: message).first)
    #expect(cause.kind == kind)
    #expect(cause.strength == 1)
    #expect(cause.pValue == nil)
    #expect(cause.detail.hasPrefix("its messages speak of"))
  }

  @Test(
    "Words within other words, and what says nothing, give none",
    arguments: [
      "we must proceed", "the embrace was terrace", "blockeddns2 item", "assert <number> == 4",
      "résseed", "", "[a, b] == [a, b]", "[a, b] == [b, c]", "]a, b[ [", "[a] != [a, a]",
      "exceptionally unlocked: islocked", "assert 2026-11-14 == 2026-11-14", "2026-11-14 is a day",
      "1234-56 is not 1234-57", "2026-11-1", "assert 17 == 18 where 17 = <cart at 0x7f>.count",
    ]
  )
  func nothing(message: String) {
    #expect(causes(message: message).map(\.kind) == [.unknown])
  }

  @Test("What stands beyond 2,000 bytes is not read, and hostile texts are")
  func bounds() {
    let far = String(repeating: "x ", count: 1000) + "connection refused"
    #expect(causes(message: far).map(\.kind) == [.unknown])
    let near = String(repeating: "x ", count: 900) + "connection refused"
    #expect(causes(message: near).map(\.kind) == [.network])
    let hostile = String(repeating: "connection refuse\u{0}\u{202E}é", count: 10_000)
    #expect(causes(message: hostile).map(\.kind) == [.unknown])
  }

  @Test("A statistic comes before words, and words of its kind are told with it")
  func order() throws {
    var history = CauseHistory(seed: 2)
    history.add(
      1,
      .init(
        message: "timed out; connection refused",
        rate: { _ in 0.05 },
        failingDuration: 30
      )
    )
    let causes = try #require(history.causes()[1])
    #expect(causes.map(\.kind) == [.timing, .network])
    #expect(causes[0].pValue != nil)
    #expect(causes[0].detail.contains("its messages speak of waits that ran out"))
    #expect(causes[1].pValue == nil)
  }

  @Test("Every kind says what it compares")
  func definitions() {
    for kind in FlakeCause.Kind.allCases {
      #expect(kind.definition.hasSuffix("."))
    }
    #expect(Set(FlakeCause.Kind.allCases.map(\.definition)).count == FlakeCause.Kind.allCases.count)
  }

  private func causes(message: String) -> [FlakeCause] {
    var history = CauseHistory(seed: 1, runs: 200)
    history.add(1, .init(message: message, rate: { _ in 0.05 }))
    return history.causes()[1] ?? []
  }
}
