import Reporter
import Testing

@Suite("Selections, as each runner takes them")
struct SelectionGoldenTests {
  /// A form, what the items are, the items, and the lines.
  struct Case: Sendable, CustomTestStringConvertible {
    var format: SelectionFormat
    var kind: ItemKind
    var items: [String]
    var lines: [String]
    var testDescription: String { "\(format.rawValue), \(kind.rawValue): \(items)" }

    init(_ format: SelectionFormat, _ kind: ItemKind, _ items: [String], _ lines: [String]) {
      self.format = format
      self.kind = kind
      self.items = items
      self.lines = lines
    }
  }

  static let cases: [Case] = [
    Case(.lines, .filename, ["a b.py", "c.py"], ["a b.py", "c.py"]),
    Case(.nul, .filename, ["a b.py", "c\nd.py"], ["a b.py", "c\nd.py"]),
    Case(.space, .filename, ["a.py", "c.py"], ["a.py c.py"]),
    Case(.json, .testname, ["a \"b\"", "c/d\n"], [#"["a \"b\"","c/d\n"]"#]),
    Case(.json, .testname, [], ["[]"]),
    Case(.pytest, .filename, ["tests/a b.py", "-x.py"], ["tests/a b.py", "./-x.py"]),
    Case(.pytest, .testname, ["t.py::T::test[a b]"], ["t.py::T::test[a b]"]),
    Case(.go, .testname, ["TestA"], ["-run=^(?:TestA)$"]),
    Case(
      .go,
      .testname,
      ["TestA", "TestB", "TestC/x (y)/z|"],
      [#"-run=^(?:TestA|TestB)$|^TestC$/^x_\(y\)$/^z\|$"#]
    ),
    Case(.go, .classname, ["example.com/shop/cart"], ["example.com/shop/cart"]),
    Case(
      .gradle,
      .classname,
      ["com.acme.CartTest", "com.acme.A$B"],
      ["--tests=com.acme.CartTest", "--tests=com.acme.A$B"]
    ),
    Case(
      .gradle,
      .testname,
      ["com.acme.CartTest.adds()", "com.acme.CartTest#adds two, or 1.5"],
      ["--tests=com.acme.CartTest.adds", "--tests=com.acme.CartTest.adds two, or 1.5"]
    ),
    Case(.surefire, .classname, ["a.B", "a.C$D"], ["-Dtest=a.B,a.C$D"]),
    Case(.surefire, .testname, ["a.B.x", "a.C::y()", "a.B#z"], ["-Dtest=a.B#x+z,a.C#y"]),
    Case(
      .xcodebuild,
      .testname,
      ["Shop.Cart/testTotal", "Shop/Cart/Inner/adds()", "My Tests/A/b()"],
      [
        "-only-testing:Shop/Cart/testTotal", "-only-testing:Shop/Cart/Inner/adds()",
        "-only-testing:My Tests/A/b()",
      ]
    ),
    Case(.xcodebuild, .classname, ["Shop.Cart"], ["-only-testing:Shop/Cart"]),
    Case(
      .swift,
      .testname,
      ["Shop.Cart/testTotal", "Shop.Cart.Inner.adds()", "Shop.`a. b`()"],
      [
        #"--filter=^Shop\.Cart/testTotal$"#, #"--filter=^Shop\.Cart/Inner/adds\(\)(?:/|$)"#,
        #"--filter=^Shop\.`a\. b`\(\)(?:/|$)"#,
      ]
    ),
    Case(
      .swift,
      .classname,
      ["Shop.Cart", "Shop"],
      [
        #"--filter=^Shop\.Cart/(?:test[^/(]*$|(?:[^/`]|`[^`]*`)+\)(?:/|$))"#,
        #"--filter=^Shop\.(?:[^/`]|`[^`]*`)+\)(?:/|$)"#,
      ]
    ),
    Case(.jest, .filename, ["a.js", "[id].js"], ["--runTestsByPath", "a.js", "[id].js"]),
    Case(.jest, .testname, ["cart adds (2)"], [#"--testNamePattern=^(?:cart adds \(2\))$"#]),
    Case(.vitest, .filename, ["./src/a.test.ts"], ["src/a.test.ts"]),
    Case(
      .playwright,
      .filename,
      ["./e2e/[id].spec.ts", "/w/a.spec.ts"],
      [#"/(?:^|\/)e2e\/\[id\]\.spec\.ts$/"#, #"/^\/w\/a\.spec\.ts$/"#]
    ),
    Case(
      .playwright,
      .testname,
      ["[chromium] › a.spec.ts:3:9 › cart › adds", "a.spec.ts::cart › adds"],
      ["[chromium] › a.spec.ts:3:9 › cart › adds", "a.spec.ts › cart › adds"]
    ),
    Case(.rspec, .filename, ["spec/a_spec.rb"], ["spec/a_spec.rb"]),
    Case(.rspec, .testname, ["./spec/a_spec.rb[1:2]"], ["./spec/a_spec.rb[1:2]"]),
    Case(
      .rspec,
      .testname,
      ["Cart#total is 0", "A"],
      [#"--example-matches=\A(?:Cart#total is 0|A)\z"#]
    ),
    Case(.cargo, .testname, ["cart::adds"], ["--exact", "cart::adds"]),
    Case(
      .nextest,
      .testname,
      ["shop::it cart::adds", "a::case(1, 2)"],
      ["-E=binary_id(=shop::it) & test(=cart::adds)", #"-E=test(=a::case(1\, 2\))"#]
    ),
    Case(.nextest, .classname, ["shop::it"], ["-E=binary_id(=shop::it)"]),
    Case(
      .dotnet,
      .testname,
      ["N.C.M", "N.C.P(1,2)"],
      ["--filter", #"FullyQualifiedName=N.C.M|FullyQualifiedName=N.C.P\(1%2C2\)"#]
    ),
    Case(.dotnet, .classname, ["N.C"], ["--filter", "FullyQualifiedName~N.C."]),
    Case(.phpunit, .filename, ["tests/ATest.php"], ["tests/ATest.php"]),
    Case(.phpunit, .classname, [#"N\ATest"#], [#"--filter=/\A(?:N\\ATest)::/"#]),
    Case(
      .phpunit,
      .testname,
      [#"A::testP with data set "a/b""#],
      [#"--filter=/\A(?:A::testP with data set "a\/b")\z/"#]
    ),
    Case(.bazel, .testname, ["//cart:cart_test"], ["//cart:cart_test"]),
  ]

  @Test("The exact lines", arguments: cases)
  func lines(_ example: Case) throws {
    let selection = try selection(of: example.items, kind: example.kind, as: example.format)
    #expect(selection.lines == example.lines)
    #expect(selection.isRunnable)
    let end: Character = example.format == .nul ? "\0" : "\n"
    #expect(selection.text == example.lines.map { $0 + String(end) }.joined())
  }

  @Test(
    "Nothing selected runs nothing, or says that it can't be said",
    arguments: ItemKind.allCases
  )
  func nothing(kind: ItemKind) throws {
    let expected: [SelectionFormat: [String]] = [
      .json: ["[]"], .pytest: ["--cache-show=evenkeel_empty_shard"],
      .go: [kind == .classname ? "unsafe" : "-run=^$"], .gradle: ["--dry-run"],
      .surefire: ["-DskipTests"], .swift: ["--filter=^$"],
      .jest: ["--passWithNoTests", "--runTestsByPath", "evenkeel_empty_shard"],
      .vitest: ["--passWithNoTests", "evenkeel_empty_shard"],
      .playwright: kind == .testname ? ["# no tests"] : ["--pass-with-no-tests", "/(?!)/"],
      .rspec: ["/dev/null"], .cargo: ["--exact", "evenkeel_empty_shard"],
      .nextest: ["-E=none()", "--no-tests=pass"],
      .dotnet: ["--filter", "FullyQualifiedName=evenkeel_empty_shard"],
      .phpunit: kind == .filename ? [] : ["--filter=/(?!)/"],
    ]
    for format in SelectionFormat.allCases {
      let selection = try selection(of: [], kind: kind, as: format)
      #expect(selection.lines == expected[format] ?? [], "\(format)")
      // Nothing printed is what makes a runner run everything, so it is never called runnable.
      #expect(selection.isRunnable == !selection.lines.isEmpty, "\(format)")
    }
  }

  @Test(
    "What a runner can't be told is an error in a sentence",
    arguments: [
      (.go, .filename, "a_test.go", "go test can't be told files to run; split by class"),
      (.go, .testname, "pkg.TestA", "without packages"), (.go, .classname, "./...", "one package"),
      (.pytest, .classname, "T", "pytest can't be told classes to run"),
      (.pytest, .testname, "test_a", "it is no node ID"),
      (.pytest, .filename, "a\u{2028}b.py", "Python ends a line"),
      (.gradle, .testname, "a.B.adds(int)[1]", "parameterized"),
      (.gradle, .classname, "a.B*", "no escape"),
      (.gradle, .classname, "Acme.B", "without a package"),
      (.gradle, .testname, "adds", "its class is missing"),
      (.surefire, .testname, "a.B#x, y", "gives , a meaning"),
      (.surefire, .classname, "a.*", "gives * a meaning"),
      (.swift, .testname, "ShopTests", "its module is missing"),
      (.xcodebuild, .classname, "Cart", "its target is missing"),
      (.jest, .classname, "a", "split by file or by test"),
      (.vitest, .testname, "a", "Vitest can't be told tests"),
      (.vitest, .filename, "../a.ts", "no path of Vitest's"),
      (.playwright, .filename, "a.ts:3", "last colon"),
      (.playwright, .testname, "adds", "its file is missing"),
      (.playwright, .testname, "[id].ts › a", "a project"),
      (.rspec, .filename, "a_spec.rb[1]", "an example's ID"),
      (.cargo, .testname, "--x", "an option"),
      (.dotnet, .testname, "N.C;D", "MSBuild"),
      (.phpunit, .testname, "testA", "its class is missing"),
      (.bazel, .testname, "//...", "a pattern of labels"), (.bazel, .testname, "cart", "no label"),
      (.lines, .filename, "a\nb", "(-0)"), (.space, .filename, "a b", "(-0)"),
      (.nul, .filename, "a\0b", "NUL"),
      (.jest, .filename, "a\nb", "a line break"), (.jest, .filename, "", "it has no name"),
    ] as [(SelectionFormat, ItemKind, String, String)]
  )
  func refuses(format: SelectionFormat, kind: ItemKind, item: String, part: String) {
    let error = #expect(throws: SelectionError.self) {
      try selection(of: [item], kind: kind, as: format)
    }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
  }

  @Test("IDs and descriptions of RSpec don't go together, as it would run what both name")
  func rspecMixes() {
    #expect(throws: SelectionError.self) {
      try selection(of: ["./a_spec.rb[1:1]", "A b"], kind: .testname, as: .rspec)
    }
  }

  @Test("More names than PCRE holds are an error, because PHPUnit then runs none and succeeds")
  func refusesLongFilters() throws {
    let names = (0..<2000).map { "CartTest::testNumber\($0)" }
    #expect(throws: SelectionError.self) {
      try selection(of: names, kind: .testname, as: .phpunit)
    }
    _ = try selection(of: Array(names.prefix(500)), kind: .testname, as: .phpunit)
  }

  @Test("Arguments that Linux doesn't take, and words that a shell expands, are warned of")
  func warns() throws {
    let many = (0..<9000).map { "TestNumber\($0)" }
    #expect(
      try selection(of: many, kind: .testname, as: .go).warnings.first?.contains("131,071") == true
    )
    #expect(try selection(of: ["[id].ts"], kind: .filename, as: .space).warnings.count == 1)
    #expect(try selection(of: ["id.ts"], kind: .filename, as: .space).warnings.isEmpty)
  }

  @Test(
    "Other nodes' items that a runner would take as well are warned of",
    arguments: [
      (.vitest, .filename, "src/a.test.ts", "lib/SRC/a.test.tsx", true),
      (.vitest, .filename, "src/a.test.ts", "src/ba.test.ts", false),
      (.playwright, .filename, "a.spec.ts", "e2e/a.spec.ts", true),
      (.playwright, .filename, "a.spec.ts", "e2e/ba.spec.ts", false),
      (.surefire, .classname, "acme.B", "com.acme.B", true),
      (.gradle, .classname, "acme.B", "acme.BC", false),
      (.xcodebuild, .classname, "T.A", "T.A.B", true),
      (.xcodebuild, .classname, "T.A", "T.AB", false),
      (.go, .testname, "TestA", "TestA/b", true), (.jest, .testname, "a b", "A b", true),
      (.dotnet, .classname, "N.C", "MN.C", true), (.dotnet, .classname, "N.C", "N.CD", false),
      (.phpunit, .classname, "C", "c", false),
    ] as [(SelectionFormat, ItemKind, String, String, Bool)]
  )
  func warnsOfOthers(
    format: SelectionFormat,
    kind: ItemKind,
    item: String,
    other: String,
    isTaken: Bool
  ) throws {
    let selection = try selection(of: [item], kind: kind, as: format, among: [item, other])
    #expect(selection.warnings.contains { $0.contains("\"\(other)\"") } == isTaken)
    #expect(
      try Reporter.selection(of: [item, other], kind: kind, as: format, among: [item, other])
        .warnings.isEmpty
    )
  }
}
