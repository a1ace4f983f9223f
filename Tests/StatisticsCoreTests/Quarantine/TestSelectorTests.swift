import StatisticsCore
import TestModel
import Testing

@Suite("Which tests a rule is about")
struct TestSelectorTests {
  private func test(_ name: String, file: String = "", suite: String = "") -> RecordedTest {
    RecordedTest(
      id: 1,
      repo: "acme/shop",
      testID: TestID(suite: suite, classname: "Cart", name: name, file: file),
      isAmbiguous: false,
      firstSeen: Timestamp(milliseconds: 0)
    )
  }

  @Test(
    "Tags are words behind an @ that begins a word",
    arguments: [
      ("pays @smoke", "smoke", true), ("pays @smoke", "@smoke", true),
      ("@smoke: pays", "smoke", true),
      ("pays (@smoke, @slow)", "slow", true), ("pays @smokes", "smoke", false),
      ("mails a@smoke", "smoke", false), ("pays @smoke.", "smoke", true),
      ("pays @area/login", "area/login", true), ("pays @Smoke", "smoke", false),
      ("pays", "", false),
    ]
  )
  func tags(name: String, tag: String, matches: Bool) {
    #expect(TestSelector.tag(tag).matches(test(name), owners: []) == matches)
  }

  @Test(
    "Names are exact, or have * for any text; an id is one, too",
    arguments: [
      ("adds", true), ("Cart::adds", true), ("Cart::*", true), ("*add*", true), ("add", false),
      ("Cart", false), ("*", true), ("c*", false), ("Cart::adds*x", false),
    ]
  )
  func names(name: String, matches: Bool) {
    #expect(TestSelector.name(name).matches(test("adds"), owners: []) == matches)
    #expect(TestSelector.name(test("adds").stableID).matches(test("adds"), owners: []))
    #expect(TestSelector.name("a[*]").matches(test("a[*]"), owners: []))
  }

  @Test("Paths are patterns as in CODEOWNERS, owners are told without @ and case")
  func pathsAndOwners() {
    let filed = test("a", file: "web/tests/cart.spec.ts")
    #expect(TestSelector.path("*.spec.ts").matches(filed, owners: []))
    #expect(TestSelector.path("tests/").matches(filed, owners: []))
    #expect(!TestSelector.path("/tests/").matches(filed, owners: []))
    #expect(!TestSelector.path("*").matches(test("a"), owners: []))
    #expect(TestSelector.owner("Acme/web").matches(filed, owners: ["@ada", "@acme/Web"]))
    #expect(!TestSelector.owner("acme").matches(filed, owners: ["@acme/web"]))
  }

  @Test("What can select nothing is told")
  func usable() {
    #expect(TestSelector.path("a/").isUsable && TestSelector.tag("@a").isUsable)
    for selector: TestSelector in [.path("/"), .tag("@"), .owner(""), .name("")] {
      #expect(!selector.isUsable)
    }
  }
}
