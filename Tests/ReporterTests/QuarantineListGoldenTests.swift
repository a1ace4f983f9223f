import Reporter
import TestModel
import TestSupport
import Testing

@Suite("Lists of quarantine, as each runner takes them")
struct QuarantineListGoldenTests {
  static let python = TestID(classname: "t.TestA", name: "test_x[\"a\" \\ é]", file: "t.py")
  static let script = TestID(classname: "Cart", name: "adds (1+1) \"a|b\"")

  static let lists: [(QuarantineRunner, [TestID], String)] = [
    (.text, [python], "t.TestA::test_x[\"a\" \\ é]\n"),
    (.pytest, [python], "--deselect=t.py::TestA::test_x[\"a\" \\ é]\n"),
    (
      .go, ["TestA", "TestC/x (y)/z|"].map { TestID(classname: "p", name: $0) },
      #"-skip=^(?:TestA)$|^TestC$/^x_\(y\)$/^z\|$"# + "\n"
    ),
    (
      .surefire,
      [("a.B", "x()"), ("a.C$D", "y z"), ("a.B", "z")].map { TestID(classname: $0, name: $1) },
      "-Dtest=**/Test*,**/*Test,**/*Tests,**/*TestCase,!a.B#x+z,!a.C$D#y z\n"
        + "-DfailIfNoSpecifiedTests=false\n-Dsurefire.failIfNoSpecifiedTests=false\n"
    ),
    (
      .jest, [script],
      #"--testNamePattern=^(?!(?:Cart adds \(1\+1\) "a\|b"|adds \(1\+1\) "a\|b")$)"# + "\n"
    ),
    (
      .vitest, [TestID(classname: "a.test.ts", name: "Cart > adds", file: "a.test.ts")],
      "--testNamePattern=^(?! ?(?:Cart > adds|Cart adds)$)\n"
    ),
    (
      .mocha, [script],
      #"--grep=^(?:Cart adds \(1\+1\) "a\|b"|adds \(1\+1\) "a\|b")$"# + "\n--invert\n"
    ),
    (
      .node, [TestID(suite: "Cart > when empty", classname: "test", name: "adds (1)")],
      #"--test-skip-pattern=^Cart when empty adds \(1\)$"# + "\n"
    ),
    (
      .playwright,
      [
        TestID(classname: "a.spec.ts", name: "cart › adds"),
        TestID(suite: "chromium > b.spec.ts", classname: "b.spec.ts", name: "pays"),
      ],
      "a.spec.ts › cart › adds\n[chromium] › b.spec.ts › pays\n"
    ),
    (
      .phpunit, [TestID(classname: "Shop.CartTest", name: "testA with data set \"a/b\"")],
      #"--filter=/\A(?!(?:Shop\\CartTest::testA with data set "a\/b")\z)/"# + "\n"
    ),
    (
      .dotnet,
      [("N.C", "A"), ("N.C", "N.C.B<int,int>(x: 1)")].map { TestID(classname: $0, name: $1) },
      "--filter\nFullyQualifiedName!=N.C.A&FullyQualifiedName!=N.C.B<int%2Cint>\n"
    ),
    (
      .nunit,
      [("N.C", "A(\"x'y\")"), ("N.C", "N.C.B")].map { TestID(classname: $0, name: $1) },
      #"--where=test != 'N.C.A("x\'y")' and test != 'N.C.B'"# + "\n"
    ),
    (
      .xunit, [("N.C", "A"), ("N.C", "N.C.B(x: 1)")].map { TestID(classname: $0, name: $1) },
      "-method-\nN.C.A\n-method-\nN.C.B\n"
    ),
    (.cargo, [TestID(name: "tests::login")], "--exact\n--skip=tests::login\n"),
    (
      .nextest, [TestID(classname: "a::b", name: "c(d,e)")],
      #"-E=not ((binary_id(=a::b) & test(=c(d\,e\))))"# + "\n"
    ),
    (
      .googletest,
      [("All/P", "Rounds/1"), ("Cart", "Adds")].map { TestID(classname: $0, name: $1) },
      "--gtest_filter=-All/P.Rounds/1:Cart.Adds\n"
    ),
    (
      .catch2, ["a, b", #"say "hi" [x] \"#].map { TestID(classname: "t.g", name: $0) },
      #"~"a\, b" ~"say \"hi\" \[x] \\""# + "\n"
    ),
    (.ctest, [TestID(classname: "a.b", name: "a.b")], "-E\n^(a\\.b)$\n"),
    (.ctestFile, [TestID(classname: "a.b", name: "a.b")], "a.b\n"),
    (
      .swift,
      [("Shop.Cart", "testTotal"), ("Shop", "adds(_:)")].map { TestID(classname: $0, name: $1) },
      #"--skip=^Shop\.Cart/testTotal$"# + "\n" + #"--skip=^Shop\.adds\(_:\)(?:/|$)"# + "\n"
    ),
    (
      .xcodebuild, [TestID(classname: "Shop.Cart", name: "testTotal")],
      "-skip-testing:Shop/Cart/testTotal\n"
    ),
    (.bazel, [TestID(classname: "", name: "//cart:cart_test")], "-//cart:cart_test\n"),
  ]

  @Test("A list in the runner's own words", arguments: lists)
  func lines(runner: QuarantineRunner, ids: [TestID], expected: String) {
    let list = QuarantineSample(ids).list(for: runner)
    #expect(list.leftOut.isEmpty)
    let actual = list.text.split(separator: "\n").sorted()
    #expect(actual == expected.split(separator: "\n").sorted())
  }

  @Test("No tests leave nothing out", arguments: lists.map(\.0))
  func empty(runner: QuarantineRunner) {
    #expect(QuarantineSample([]).list(for: runner).text.isEmpty)
  }

  @Test(
    "A file of code holds names as data",
    arguments: [
      .pytestPlugin, .unittest, .robot, .rspec, .minitest, .gradle, .testng, .cypress, .xctestplan,
      .csv,
    ] as [QuarantineRunner]
  )
  func code(runner: QuarantineRunner) throws {
    let files: [QuarantineRunner: String] = [.rspec: "a.rb", .cypress: "a.cy.js"]
    let names = ["test_a", "test_\"quoted\" 'x' #{b} ${c} \\d é 😀"]
    let ids = names.map { name in
      TestID(classname: "com.acme.CartTest", name: name, file: files[runner] ?? "")
    }
    let list = QuarantineSample(ids).list(for: runner)
    #expect(list.leftOut.isEmpty)
    try expectGolden(list.text, "quarantine/\(runner.rawValue)")
  }

  @Test("The plugin of pytest tells what is not to run from what it excuses")
  func pytestModes() {
    let sample = QuarantineSample([
      TestID(classname: "t", name: "a"), TestID(classname: "t", name: "b"),
    ])
    let text = runnerList(
      of: sample.entries,
      known: sample.known,
      for: .pytestPlugin,
      skipping: [1]
    ).text
    #expect(text.contains("EXCUSED = frozenset([\n    (\"t\", \"a\"),\n])"))
    #expect(text.contains("SKIPPED = frozenset([\n    (\"t\", \"b\"),\n])"))
  }
}
