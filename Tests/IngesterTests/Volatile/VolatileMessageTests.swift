import Ingester
import Testing

@Suite("Volatile parts of messages")
struct VolatileMessageTests {
  static let messages: [(String, String)] = [
    (
      "timed out after 31.2s waiting for 0x7f3a9c001e40",
      "timed out after <n>s waiting for <address>"
    ),
    ("timed out after 1m30.5s", "timed out after <n>s"), ("took 2h5m", "took <n>m"),
    ("connect 10.0.0.7:5432 refused", "connect <n>:<n> refused"),
    ("no file /tmp/pytest-of-root/pytest-12/a.txt here", "no file <path> here"),
    ("at 2026-10-23T08:41:52.123Z: gone", "at <time>: gone"),
    ("on 2026-10-23: gone", "on <time>: gone"), ("at 20261023T084152Z gone", "at <time> gone"),
    ("at 2026/10/23 08:41:52 gone", "at <time> gone"), ("at 08:41:52 gone", "at <n>:<n>:<n> gone"),
    ("key 550e8400-e29b-41d4-a716-446655440000 missing", "key <uuid> missing"),
    ("key user_550e8400-e29b-41d4-a716-446655440000", "key user_<uuid>"),
    ("commit 9fceb02d0ae598e95dc970b74767f19372d61af8 lost", "commit <hex> lost"),
    ("pod web-7d9f8b6c5 died", "pod web-<hex> died"),
    ("expected 3, got 4.", "expected <n>, got <n>."), ("1,234.50 != 1.5e-07", "<n> != <n>"),
    ("test2 and utf8 stay", "test2 and utf8 stay"), ("mask 0xff", "mask <n>"),
    ("\u{1B}[31mred\u{1B}[0m text", "red text"), ("a.B@1b2c3d4e is null", "a.B@<address> is null"),
    ("order 01ARZ3NDEKTSV4RRFFQ69G5FAV", "order <id>"),
    ("Http2ConnectionTest3", "Http2ConnectionTest3"),
    ("open /home/ci/work/shop/data/a.json: no", "open <path>/a.json: no"),
    ("GET /api/users/list failed", "GET /api/users/list failed"),
    ("http://localhost:3000/a?b=7", "http://localhost:<n>/a?b=<n>"),
    ("", ""), ("…—é", "…—é"),
  ]

  @Test("Numbers, addresses, times, IDs and folders of machines are folded", arguments: messages)
  func folds(message: String, folded: String) {
    #expect(foldingVolatileParts(message, keepingNumbers: false) == folded)
  }

  @Test("Folding what is folded changes nothing")
  func isIdempotent() {
    for (_, folded) in Self.messages {
      #expect(foldingVolatileParts(folded, keepingNumbers: false) == folded)
    }
  }
}
