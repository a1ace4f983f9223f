import StatisticsCore
import TestModel
import Testing

@Suite("Matching timings and reports to the items of a split")
struct ItemMatcherTests {
  /// The items of units that are given as `file|class|name`.
  static func items(
    _ keys: [String],
    _ kind: ReportedTiming.Kind = .file,
    of units: [String],
    asReported: Bool = false
  ) -> [Int32] {
    let matcher = ItemMatcher(keys: keys, kind: kind)
    let units = units.map(unit)
    return (asReported ? matcher.matchReported(units) : matcher.match(units)).itemOfUnit
  }

  static func unit(_ text: String) -> TimedUnit {
    let parts = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    return TimedUnit(
      file: parts[0],
      classname: parts.count > 1 ? parts[1] : "",
      name: parts.count > 2 ? parts[2] : ""
    )
  }

  @Test("A file is found under its own name, and no other one", arguments: [false, true])
  func exactNames(asReported: Bool) {
    let keys = ["tests/test_a.py", "tests/test_b.py"]
    let units = ["tests/test_b.py|x", "tests/test_a.py", "tests/test_c.py", "tests/test_a.pyc"]
    #expect(Self.items(keys, of: units, asReported: asReported) == [1, 0, -1, -1])
  }

  @Test("Twins of Unicode are two items", arguments: [false, true])
  func keepsTwinsApart(asReported: Bool) {
    let keys = ["t/caf\u{E9}.py", "t/cafe\u{301}.py"]
    let units = ["t/cafe\u{301}.py", "t/caf\u{E9}.py", "|t.cafe\u{301}", "/b/t/caf\u{E9}.py"]
    #expect(Self.items(keys, of: units, asReported: asReported).prefix(3) == [1, 0, 1])
    #expect(Self.items(keys, of: ["/b/t/caf\u{E9}.py"], asReported: asReported) == [0])
    #expect(Self.items([keys[0]], of: [keys[1]], asReported: asReported) == [-1])
  }

  @Test(
    "The file of a dotted class is found by its folders, from the inside",
    arguments: [
      (["tests/cart/test_totals.py"], "tests.cart.test_totals.TestTotals", 0),
      (["tests/cart/test_totals.py"], "tests.cart.test_totals", 0),
      (["tests/test_totals.py"], "tests.cart.test_totals.TestTotals", -1),
      (["test_a.py"], "test_a.TestA", 0),
      (["tests/test_a.py"], "test_a.TestA", -1),
      (["app/tests/test_a.py"], "tests.test_a.TestA", 0),
      (["tests/test_a.py"], "app.tests.test_a", 0),
      (["src/test/java/com/acme/CartTest.java"], "com.acme.CartTest", 0),
      (["src/test/java/com/acme/CartTest.java"], "com.acme.CartTest$Discounts$Summer", 0),
      (["src/test/java/com/acme/CartTest.java"], "com.other.CartTest", -1),
      (["Tests/ShopTests/CartTests.swift"], "ShopTests.CartTests", 0),
      (["tests/Acme.Shop.Tests/CartTests.cs"], "Acme.Shop.Tests.CartTests", 0),
      (["tests/Unit/CartTest.php"], "Unit\\CartTest", 0),
      (["a/tests/test_a.py", "b/tests/test_a.py"], "tests.test_a.TestA", -1),
      (["a/tests/test_a.py", "b/tests/test_a.py"], "b.tests.test_a.TestA", 1),
      (["tests/test_a.py", "b/tests/test_a.py"], "tests.test_a", 0),
      (["t/a.js", "t/a.ts"], "t.a", -1),
      (["t/a.js"], "", -1),
    ] as [([String], String, Int32)],
    [false, true]
  )
  func dottedClasses(_ test: (keys: [String], classname: String, item: Int32), asReported: Bool) {
    #expect(
      Self.items(test.keys, of: ["|\(test.classname)"], asReported: asReported) == [test.item]
    )
  }

  @Test("A path that ends alike is the item, whichever of the two has more in front")
  func endings() {
    let keys = ["spec/a_spec.rb", "app/spec/b_spec.rb"]
    let units = ["app/spec/a_spec.rb|A", "app/spec/a_spec.rb|A2", "spec/b_spec.rb"]
    let match = ItemMatcher(keys: keys, kind: .file).match(units.map(Self.unit))
    #expect(match.itemOfUnit == [0, 0, 1])
    #expect(match.byEnding.map(\.unit) == [0, 1, 2] && match.moved.isEmpty)
    #expect(match.matchedItems(of: 2) == 2)
    #expect(Self.items(["pec/a.rb"], of: ["spec/a.rb"]) == [0], "moved, and no ending")
    #expect(Self.items(["a/x.rb", "b/a/x.rb"], of: ["/c/b/a/x.rb"]) == [-1])
  }

  @Test("Two files that end like one item are none; two machines' paths of it are")
  func rivals() {
    let keys = ["spec/a_spec.rb"]
    #expect(Self.items(keys, of: ["one/spec/a_spec.rb", "two/spec/a_spec.rb"]) == [-1, -1])
    #expect(Self.items(keys, of: ["/r1/spec/a_spec.rb", "/r2/spec/a_spec.rb"]) == [0, 0])
  }

  @Test("A file moved where its name is left once on either side, in a history only")
  func moved() {
    let keys = ["new/test_a.py", "tests/test_b.py"]
    let units = ["old/test_a.py|A", "old/test_a.py|B", "tests/test_b.py"].map(Self.unit)
    let matcher = ItemMatcher(keys: keys, kind: .file)
    let match = matcher.match(units)
    #expect(match.itemOfUnit == [0, 0, 1] && match.moved.map(\.unit) == [0, 1])
    #expect(matcher.matchReported(units).itemOfUnit == [-1, -1, 1])
    #expect(Self.items(keys, of: ["old/test_a.py", "older/test_a.py"]) == [-1, -1])
    #expect(Self.items(["x/t.py", "y/t.py"], of: ["old/t.py"]) == [-1])
    #expect(Self.items(["x/t.py"], of: ["x/t.py", "old/t.py"]) == [0, -1])
  }

  @Test("A class is found by its own name or that of a class around it")
  func classes() {
    let keys = ["com.acme.CartTest", "com.acme.ShopTest$Nested"]
    let units = [
      "|com.acme.CartTest", "x.java|com.acme.CartTest$A$B", "|com.acme.ShopTest$Nested$B",
      "|com.acme.ShopTest", "|com.acme.CartTestB", "com/acme/CartTest.java|",
    ]
    #expect(Self.items(keys, .classname, of: units) == [0, 0, 1, -1, -1, -1])
  }

  static let nodeIDs = [
    "tests/test_a.py::TestA::test_x", "tests/test_a.py::test_x",
    "tests/test_a.py::TestA::test_y[1::2]", "tests/test_a.py::TestA::test_y[a/b.c]",
    "tests/test_a.py::TestA::TestInner::test_z", "./tests/test.b.py::test_p",
  ]

  @Test(
    "pytest's node IDs are found by the classes of xunit1, which has files, and of xunit2",
    arguments: ["tests/test_a.py", ""]
  )
  func nodeIDs(file: String) {
    let units = [
      "\(file)|tests.test_a.TestA|test_x", "\(file)|tests.test_a|test_x",
      "\(file)|tests.test_a.TestA|test_y[1::2]", "\(file)|tests.test_a.TestA|test_y[a/b.c]",
      "\(file)|tests.test_a.TestA.TestInner|test_z", "|tests.test.b|test_p[1]",
      "|tests.test_b.TestA|test_x", "\(file)|tests.test_a.TestA|test_y[3]",
      "\(file)|tests.test_a.TestA|test_x[1]", "\(file)|tests.test_a.TestB|test_x",
    ]
    #expect(Self.items(Self.nodeIDs, .testname, of: units) == [0, 1, 2, 3, 4, 5, -1, -1, 0, -1])
  }

  @Test("A test is found by its name, with its class or file in front as runners write them")
  func testNames() {
    let keys = ["alone", "Cart::adds", "com.acme.CartTest.pays", "CartTest#total", "a.js::ends"]
    let units = [
      "|Any|alone", "|Cart|adds", "|com.acme.CartTest|pays", "|CartTest|total", "a.js||ends",
      "|Other|adds", "|Any|[odd]",
    ]
    #expect(Self.items(keys, .testname, of: units) == [0, 1, 2, 3, 4, -1, -1])
  }

  // MARK: Reports of a run

  @Test("Each report's way of writing a path is found, whatever the others took")
  func reportedPathsAreIndependent() {
    let keys = (0..<4).map { "tests/test_\($0).py" }
    let absolute = keys.map { "/build/1/" + $0 } + ["/build/2/tests/test_0.py"]
    #expect(Self.items(keys, of: keys + absolute, asReported: true) == [0, 1, 2, 3, 0, 1, 2, 3, 0])
  }

  @Test("A folder in front that the other paths do not have makes another file")
  func otherRootsAreOtherFiles() {
    let keys = ["spec/a.rb", "spec/b.rb", "lib/c.rb"]
    #expect(
      Self.items(keys, of: ["spec/b.rb", "engines/pay/spec/a.rb"], asReported: true) == [1, -1]
    )
    let absolute = ["/w/spec/b.rb", "/w/lib/c.rb", "/w/engines/pay/spec/a.rb"]
    #expect(Self.items(keys, of: absolute, asReported: true) == [1, 2, -1])
    let below = ["app/spec/a.rb", "app/spec/b.rb"]
    #expect(Self.items(keys, of: below, asReported: true) == [0, 1])
  }

  @Test("Of several items that a path may be, the one counts whose folder in front is backed")
  func rootsDecide() {
    let keys = ["spec/a.rb", "engines/pay/spec/a.rb", "lib/c.rb"]
    let units = ["/w/engines/pay/spec/a.rb", "/w/lib/c.rb", "/w/spec/a.rb"].map(Self.unit)
    let matcher = ItemMatcher(keys: keys, kind: .file)
    #expect(matcher.matchReported(units).itemOfUnit == [1, 2, 0])
    let alone = matcher.matchReported([units[0]])
    #expect(alone.itemOfUnit == [-1] && alone.ambiguous.isEmpty)
    let twice = ["x/spec/a.rb", "x/lib/b.rb", "y/spec/a.rb", "y/lib/c.rb", "y/lib/d.rb", "x/e.rb"]
    let reported = ["lib/b.rb", "e.rb", "lib/c.rb", "lib/d.rb", "spec/a.rb"].map(Self.unit)
    let match = ItemMatcher(keys: twice, kind: .file).matchReported(reported)
    #expect(match.itemOfUnit == [1, 5, 3, 4, -1] && match.ambiguous == [4])
  }

  @Test("Bare names of files are items where nothing says otherwise")
  func bareNames() {
    let keys = ["src/test/java/com/acme/CartTest.java", "src/test/java/com/acme/ShopTest.java"]
    #expect(Self.items(keys, of: ["ShopTest.java", "CartTest.java"], asReported: true) == [1, 0])
    let mixed = ["index.js", "app/index.test.js"]
    #expect(Self.items(mixed, of: ["index.js", "index.test.js"], asReported: true) == [0, -1])
    let twins = ["a/com/acme/CartTest.java", "a/com/other/CartTest.java"]
    #expect(Self.items(twins, of: ["CartTest.java|com.other.CartTest"], asReported: true) == [-1])
    #expect(
      Self.items(keys, of: ["|src/test/java/com/acme/CartTest.java"], asReported: true) == [0]
    )
  }
}
