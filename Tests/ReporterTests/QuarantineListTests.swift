import Reporter
import TestModel
import Testing

/// Tests of a history, and those of them that are in quarantine.
struct QuarantineSample {
  var known: [RecordedTest] = []
  var entries: [QuarantineEntry] = []

  init(_ listed: [TestID], others: [TestID] = []) {
    for (row, id) in (listed + others).enumerated() {
      let test = RecordedTest(
        id: Int64(row),
        repo: "r",
        testID: id,
        isAmbiguous: false,
        firstSeen: Timestamp(seconds: 1)
      )
      known.append(test)
      guard row < listed.count else { continue }
      entries.append(
        QuarantineEntry(
          test: test,
          reason: "r",
          author: "a",
          since: Timestamp(seconds: 1),
          isManual: true
        )
      )
    }
  }

  func list(for runner: QuarantineRunner, allowsOvermatch: Bool = false) -> RunnerList {
    runnerList(of: entries, known: known, for: runner, allowsOvermatch: allowsOvermatch)
  }
}

@Suite("Lists of quarantine, and what they would take with them")
struct QuarantineListTests {
  /// A runner, a test in quarantine, and one that it would take along.
  static let overmatches: [(QuarantineRunner, TestID, TestID)] = [
    (
      .pytest, TestID(classname: "t", name: "test_add", file: "t.py"),
      TestID(classname: "t", name: "test_add_tax", file: "t.py")
    ),
    (.go, TestID(classname: "a", name: "TestAdds"), TestID(classname: "b", name: "TestAdds")),
    (
      .go, TestID(classname: "a", name: "TestPrices"),
      TestID(classname: "a", name: "TestPrices/eur")
    ),
    (
      .unittest, TestID(classname: "t.CartTest", name: "test_sums (i=1)"),
      TestID(classname: "t.CartTest", name: "test_sums (i=2)")
    ),
    (
      .gradle, TestID(classname: "CartTest", name: "adds()"),
      TestID(classname: "com.acme.CartTest", name: "adds()")
    ),
    (
      .surefire, TestID(classname: "a.CartTest", name: "rounds(int)[1]"),
      TestID(classname: "a.CartTest", name: "rounds(int)[2]")
    ),
    (
      .rspec, TestID(classname: "spec.a", name: "Cart adds", file: "spec/a.rb"),
      TestID(classname: "spec.a", name: "Cart adds", file: "spec/a.rb", ordinal: 2)
    ),
    (
      .jest, TestID(classname: "Cart adds", name: "Cart adds"),
      TestID(classname: "Cart Adds", name: "Cart Adds")
    ),
    (
      .vitest, TestID(classname: "src/a.test.ts", name: "Cart > adds"),
      TestID(classname: "src/b.test.ts", name: "Cart > adds")
    ),
    (
      .node, TestID(classname: "test", name: "adds"),
      TestID(suite: "Cart", classname: "test", name: "adds")
    ),
    (
      .playwright, TestID(classname: "a.spec.ts", name: "cart"),
      TestID(classname: "a.spec.ts", name: "cart › adds")
    ),
    (
      .dotnet, TestID(classname: "A.CartTests", name: "Rounds(1)"),
      TestID(classname: "A.CartTests", name: "Rounds(2)")
    ),
    (
      .xunit, TestID(classname: "A.CartTests", name: "Rounds(1)"),
      TestID(classname: "A.CartTests", name: "Rounds(2)")
    ),
    (
      .testng, TestID(classname: "a.CartTest", name: "rounds"),
      TestID(suite: "other", classname: "a.CartTest", name: "rounds")
    ),
    (.cargo, TestID(classname: "a", name: "login"), TestID(classname: "b", name: "login")),
    (.catch2, TestID(classname: "t.g", name: "adds"), TestID(classname: "t.g", name: "Adds")),
    (.catch2, TestID(classname: "t.g", name: "adds"), TestID(classname: "t.g", name: "adds/one")),
    (
      .xcodebuild, TestID(classname: "Shop.Cart", name: "adds()"),
      TestID(classname: "Shop.Cart", name: "adds()/x()")
    ),
  ]

  @Test("What would take another test with it is left out and named", arguments: overmatches)
  func refusesOvermatch(runner: QuarantineRunner, listed: TestID, hit: TestID) {
    let sample = QuarantineSample([listed], others: [hit])
    let list = sample.list(for: runner)
    #expect(list.leftOut.count == 1)
    #expect(list.leftOut.first?.contains("leave out \(hit.displayName), because") == true)
    #expect(list.text == QuarantineSample([]).list(for: runner).text)
    let all = sample.list(for: runner, allowsOvermatch: true)
    #expect(all.leftOut.isEmpty && all.text == QuarantineSample([listed]).list(for: runner).text)
    #expect(all.text != list.text)
    // Where the other one is in quarantine as well, nobody is hurt.
    #expect(QuarantineSample([listed, hit]).list(for: runner).leftOut.isEmpty)
  }

  @Test("Namesakes that a runner tells apart are spared")
  func sparesNamesakes() {
    let id = TestID(classname: "shop::net", name: "a::login")
    let others = ["a::login_admin", "b::a::login", "a::Login", "a"].map {
      TestID(classname: "shop::net", name: $0)
    }
    let sample = QuarantineSample([id], others: others + [TestID(classname: "shop", name: id.name)])
    #expect(
      sample.list(for: .nextest).text == "-E=not ((binary_id(=shop::net) & test(=a::login)))\n"
    )
    #expect(sample.list(for: .nextest).leftOut.isEmpty)
  }

  @Test(
    "What a runner has no words for is left out, and says why",
    arguments: [
      (.pytest, TestID(classname: "t", name: "test_a[\u{2028}]", file: "t.py"), "ends a line"),
      (.go, TestID(classname: "a", name: "adds"), "TestTotal"),
      (.googletest, TestID(classname: "A", name: "b*"), "no escape"),
      (.catch2, TestID(classname: "t", name: "adds*"), "wildcard"),
      (.ctestFile, TestID(classname: "#a", name: "#a"), "comment"),
      (.gradle, TestID(classname: "a.B", name: "a * b"), "wildcard"),
      (.surefire, TestID(classname: "a.B", name: "a, b"), "no escape"),
      (.surefire, TestID(classname: "a.B", name: "[1] eur"), "parameterized"),
      (.rspec, TestID(classname: "spec.a", name: "Cart adds"), "file is not known"),
      (.swift, TestID(name: "adds()"), "module is missing"),
      (.cypress, TestID(classname: "pays", name: "checkout pays"), "file is not known"),
      (.dotnet, TestID(classname: "A", name: "a;b"), "MSBuild"),
      (.nunit, TestID(classname: "A", name: "a\nb"), "control character"),
      (.xunit, TestID(classname: "A", name: "a*"), "wildcard"),
      (.bazel, TestID(classname: "A", name: "b"), "label"),
      (.playwright, TestID(classname: "a.spec.ts", name: "a\nb"), "line break"),
      (.cargo, TestID(classname: "a", name: "a\nb"), "line break"),
      (.jest, TestID(classname: "", name: "id <uuid>"), "changes from run to run"),
    ] as [(QuarantineRunner, TestID, String)]
  )
  func refusesWhatItCannotSay(runner: QuarantineRunner, id: TestID, reason: String) {
    let list = QuarantineSample([id]).list(for: runner)
    #expect(list.leftOut.count == 1 && list.leftOut.first?.contains(reason) == true)
    #expect(list.text == QuarantineSample([]).list(for: runner).text)
  }

  @Test("Tests of other languages are counted, and no fault")
  func passesOverOtherLanguages() {
    let ids = [
      TestID(classname: "t", name: "test_a", file: "t.py"),
      TestID(classname: "Cart", name: "adds", file: "cart.test.ts"),
    ]
    let list = QuarantineSample(ids).list(for: .pytest)
    #expect(list.text == "--deselect=t.py::test_a\n" && list.leftOut.isEmpty && list.foreign == 1)
  }

  @Test("A list stays inside what a command line takes, and names what did not fit")
  func staysInsideLimits() {
    let ids = (0..<20_000).map { TestID(classname: "shop", name: "module_\($0)::test_\($0)") }
    for (runner, most) in [(.cargo, 120_000), (.ctest, 12_000)] as [(QuarantineRunner, Int)] {
      let list = QuarantineSample(ids).list(for: runner)
      #expect(list.text.utf8.count <= most && list.text.utf8.count > most - 200)
      #expect(list.leftOut.count > 10_000 && list.leftOut[0].contains("the list is full"))
    }
  }

  @Test(
    "The same entries in another order give the same bytes",
    arguments: QuarantineRunner.allCases
  )
  func isDeterministic(runner: QuarantineRunner) {
    let ids = (0..<40).map { TestID(classname: "a.B\($0 % 7)", name: "Test\($0)") }
    var sample = QuarantineSample(ids)
    let list = sample.list(for: runner)
    sample.entries.reverse()
    sample.known.reverse()
    let reversed = sample.list(for: runner)
    #expect(reversed.text == list.text || runner.rawValue == "text" || runner.rawValue == "csv")
    #expect(reversed.leftOut == list.leftOut)
  }
}
