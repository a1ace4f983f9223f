import Ingester
import Testing

@Suite("Volatile parts of names")
struct VolatileNameTests {
  static let volatile: [(String, String)] = [
    ("test_item[10-<object at 0x7f3a9c001e40>]", "test_item[10-<object at <address>>]"),
    ("test[<function f at 0x1040f3e50>]", "test[<function f at <address>>]"),
    ("test[<app.A at 0x9d1e2c>]", "test[<app.A at <address>>]"),
    ("f(#<Foo:0x000055d0c8e0a1b2>)", "f(#<Foo:<address>>)"),
    ("handles 0x7ffee3b4c5d8", "handles <address>"),
    ("&{0xc000123456 true}", "&{<address> true}"),
    ("[1] java.lang.Object@6d06d69c", "[1] java.lang.Object@<address>"),
    ("[1] Foo@1b2c3d4e", "[1] Foo@<address>"), ("sums [I@12345678", "sums [I@<address>"),
    ("a.B$C@7f31a,b.D@19e1023e", "a.B$C@<address>,b.D@<address>"),
    (
      "[2] a.B$$Lambda$14/0x0000000800066840@5e9f23b4",
      "[2] a.B$$Lambda$<n>/<address>@<address>"
    ),
    ("t[550e8400-e29b-41d4-a716-446655440000]", "t[<uuid>]"),
    ("user_123E4567-E89B-12D3-A456-426614174000_x", "user_<uuid>_x"),
    ("t[9b2c61d0f1a84c0e9d5a3b7e6f8c1d2e]", "t[<uuid>]"),
    ("reads /tmp/tmpab12cd_x/a.txt now", "reads <path> now"),
    ("reads (/var/folders/zz/T/x)", "reads (<path>)"), ("in /private/tmp/a", "in <path>"),
    (#"reads C:\Users\me\Temp\a1\b"#, #"reads C:\Users\me<path>"#),
    ("t[pytest-of-root/pytest-12/test_a0]", "t[<path>]"),
    ("t[tmpab1cd_x2]", "t[<path>]"), ("t[tmp.AbC123xYz0]", "t[<path>]"),
    ("t[tmp.kXQvTzabWc]", "t[<path>]"),
    ("[1] 2024-05-01T10:15:30.123456Z", "[1] <time>"),
    ("[1] 2024-05-01 10:15:30,123+02:00", "[1] <time>"),
    ("t[<MagicMock name='x' id='140234567890'>]", "t[<MagicMock name='x' id='<id>'>]"),
    ("\u{1B}[31mred\u{1B}[0m", "red"), ("\u{1B}]8;;http://x\u{7}a", "a"),
    ("é[object at 0x7f3a9c001e40]é", "é[object at <address>]é"),
  ]

  /// What may be a parameter that somebody wrote.
  static let stable = [
    "test_mask[0xff]", "test[0xdeadbeef]", "test[0xFFFFFFFF]", "test[0x7fffffffffffffff]",
    "test[0x123456789abcdef]", "test[0x8000000000000000]", "0x0000000000000000",
    "0x7f3a9c001e40zz", "ab0x7f3a9c001e40", "test_hash[d41d8cd98f00b204e9800998ecf8427e]",
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8", "deadbeef", "cafebabe12", "1b2c3d4e",
    "test[1.2.3]", "v10.4.12345", "test_holiday[2024-12-25]", "[1] 2024-05-01T10:15:30Z",
    "[1] 2024-05-01T10:15:30.000Z", "12:30:45.123", "utf8", "test[1234567890123]",
    "00000000-0000-0000-0000-000000000000", "12345678-1234-1234-1234-123456789012",
    "bob@facade", "john.smith@1a2b3c.com", "actions/checkout@8e5e7e5a", "me@12345678",
    "A@decade", "src/tmp/a.txt", "/template/x", "/tmpfile", "tmpfile_a", "tmpdir", "tmp_test_1",
    "tmp.directory", "tmp.SomeConfig", "tmp.txt", "temperature", "id='42'", "a/b/c", "x", "@", "-",
    "0x", "\\Temp", "$$Lambda", "/tmp", "", "4", "é@é", "9223372036854775807",
  ]

  @Test("What machines make is folded, and the prefilter sees it", arguments: volatile)
  func folds(name: String, folded: String) {
    #expect(mayHoldVolatileParts(name))
    #expect(foldingVolatileParts(name, keepingNumbers: true) == folded)
  }

  @Test("What may be a parameter is kept, and the prefilter passes it over", arguments: stable)
  func keeps(name: String) {
    #expect(!mayHoldVolatileParts(name))
    #expect(foldingVolatileParts(name, keepingNumbers: true) == name)
  }

  @Test("Folding what is folded changes nothing")
  func isIdempotent() {
    for (_, folded) in Self.volatile {
      #expect(foldingVolatileParts(folded, keepingNumbers: true) == folded)
    }
  }

  @Test("Any cut of any name can be folded")
  func survivesCuts() {
    for (name, _) in Self.volatile {
      for length in 0...name.count {
        let front = String(name.prefix(length))
        let back = String(name.suffix(length))
        for cut in [front, back] {
          let folded = foldingVolatileParts(cut, keepingNumbers: true)
          #expect(mayHoldVolatileParts(cut) == (folded != cut))
          _ = foldingVolatileParts(cut, keepingNumbers: false)
        }
      }
    }
  }
}
