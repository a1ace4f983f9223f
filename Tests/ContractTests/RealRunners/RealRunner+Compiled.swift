extension RealRunner {
  /// The lines of libtest and of `go test -v`, as JUnit has them.
  private static func report(_ classname: String, lines: String) -> String {
    "(echo '<testsuites name=\"t\"><testsuite name=\"t\" tests=\"1\">'; sed -n '\(lines)' out | "
      + "sed 's/&/\\&amp;/g; s/</\\&lt;/g; s/\"/\\&quot;/g; "
      + "s|.*|<testcase classname=\"\(classname)\" name=\"&\" time=\"0.1\"/>|'; "
      + "echo '</testsuite></testsuites>') > $REPORT"
  }

  static let cargo = RealRunner(
    form: "cargo",
    isThere: "cargo --version",
    files: [
      "Cargo.toml": "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2021\"\n",
      "src/lib.rs": """
      #[cfg(test)] mod tests {
        #[test] fn login() {}
        #[test] fn login_admin() {}
        #[test] fn straße() {}
        mod login_more { #[test] fn login() {} }
      }
      #[cfg(test)] mod more_tests { #[test] fn login() {} }
      """,
    ],
    run: "xargs -d '\\n' cargo test --offline --lib -- < $LIST > out && "
      + report("shop", lines: "s/^test \\(.*\\) \\.\\.\\. ok$/\\1/p"),
    quarantined: ["shop::tests::login", "shop::tests::straße"]
  )

  static let go = RealRunner(
    form: "go",
    isThere: "go help testflag | grep -q -- '-skip'",
    files: [
      "go.mod": "module example.com/shop\n\ngo 1.20\n",
      "cart_test.go": #"""
      package shop
      import "testing"
      func TestAdds(t *testing.T) {}
      func TestAddsTax(t *testing.T) {}
      func TestPrices(t *testing.T) {
        for _, name := range []string{"eur", "eur 2", "a|b", "(x)", "a.b", "aXb", "é", "a\"b"} {
          t.Run(name, func(t *testing.T) {})
        }
      }
      """#,
    ],
    run: "xargs -d '\\n' go test -v . < $LIST > out && "
      + report("shop", lines: "s/^ *--- PASS: \\(.*\\) (.*)$/\\1/p"),
    quarantined: [
      "shop::TestAdds", "shop::TestPrices/eur", "shop::TestPrices/a|b", "shop::TestPrices/(x)",
      "shop::TestPrices/a.b", "shop::TestPrices/é", "shop::TestPrices/a\"b",
    ]
  )

  static let googleTest = RealRunner(
    form: "googletest",
    isThere: "echo '#include <gtest/gtest.h>' | c++ -std=c++17 -fsyntax-only -x c++ -",
    files: [
      "cart_test.cc": """
      #include <gtest/gtest.h>
      TEST(Cart, Adds) {}
      TEST(Cart, AddsTax) {}
      TEST(Cart, Adds_) {}
      TEST(CartMore, Adds) {}
      class Prices : public testing::TestWithParam<int> {};
      TEST_P(Prices, Rounds) {}
      INSTANTIATE_TEST_SUITE_P(All, Prices, testing::Range(0, 12));
      template <typename T> class Typed : public testing::Test {};
      typedef testing::Types<int, char> Kinds;
      TYPED_TEST_SUITE(Typed, Kinds);
      TYPED_TEST(Typed, Adds) {}
      """
    ],
    setUp: "c++ -std=c++17 cart_test.cc -lgtest -lgtest_main -lpthread -o tests",
    run: "./tests --gtest_flagfile=$LIST --gtest_output=xml:$REPORT",
    quarantined: ["Cart::Adds", "All/Prices::Rounds/1", "Typed/0::Adds"]
  )

  static let catch2 = RealRunner(
    form: "catch2",
    isThere: "echo '#include <catch2/catch.hpp>' | c++ -std=c++17 -fsyntax-only -x c++ -",
    files: [
      "cart_test.cpp": #"""
      #define CATCH_CONFIG_MAIN
      #include <catch2/catch.hpp>
      TEST_CASE("adds") { CHECK(true); }
      TEST_CASE("adds tax") { CHECK(true); }
      TEST_CASE("a, b") { CHECK(true); }
      TEST_CASE("a") { CHECK(true); }
      TEST_CASE("[x] y") { CHECK(true); }
      TEST_CASE("say \"hi\"") { CHECK(true); }
      TEST_CASE("back\\slash") { CHECK(true); }
      TEST_CASE("~tilde") { CHECK(true); }
      TEST_CASE("it's café") { CHECK(true); }
      TEST_CASE("a*b") { CHECK(true); }
      TEST_CASE("aXb") { CHECK(true); }
      TEST_CASE("$(touch pwned)") { CHECK(true); }
      """#
    ],
    setUp: "c++ -std=c++17 cart_test.cpp -o tests",
    run: "xargs -d '\\n' ./tests -r junit -o $REPORT < $LIST",
    quarantined: [
      "tests.global::adds", "tests.global::a, b", "tests.global::[x] y",
      #"tests.global::say "hi""#, #"tests.global::back\slash"#, "tests.global::~tilde",
      "tests.global::it's café", "tests.global::a*b", "tests.global::$(touch pwned)",
    ]
  )

  private static let ctestFiles = [
    "CMakeLists.txt": #"""
    cmake_minimum_required(VERSION 3.21)
    project(shop NONE)
    enable_testing()
    foreach(name "adds" "adds tax" "adds.tax" "addsXtax" "a+b" "aab" "(x)" "[y]" "y" "café" "it's"
        "a|b" "$x^" "{z}" "quo\"te" "back\\slash" "$(touch pwned)" "#hash")
      add_test(NAME "${name}" COMMAND true)
    endforeach()
    """#
  ]

  private static let ctestQuarantined = [
    "adds", "adds.tax", "a+b", "(x)", "[y]", "café", "it's", "a|b", "$x^", "{z}", #"quo"te"#,
    "$(touch pwned)",
  ]
  .map { "\($0)::\($0)" }

  static let ctest = RealRunner(
    form: "ctest",
    isThere: "ctest --version",
    files: ctestFiles,
    setUp: "cmake -S . -B build",
    run: "xargs -d '\\n' ctest --test-dir build --output-junit $(pwd)/$REPORT < $LIST",
    quarantined: ctestQuarantined + ["#hash::#hash"]
  )

  static let ctestFile = RealRunner(
    form: "ctest-file",
    isThere: "ctest --help | grep -q -- --exclude-from-file",
    files: ctestFiles,
    setUp: "cmake -S . -B build",
    run: "ctest --test-dir build --exclude-from-file $LIST --output-junit $(pwd)/$REPORT",
    quarantined: ctestQuarantined
  )

  static let swift = RealRunner(
    form: "swift",
    isThere: "swift --version",
    files: [
      "Package.swift": """
      // swift-tools-version: 6.0
      import PackageDescription
      let package = Package(name: "shop", targets: [.testTarget(name: "ShopTests")])
      """,
      "Tests/ShopTests/CartTests.swift": """
      import Testing
      @Test func adds() {}
      @Test func addsTax() {}
      @Test(arguments: [1]) func adds(_ n: Int) {}
      @Suite struct CartTests {
        @Test func adds() {}
        @Test func addsTax() {}
        @Suite struct Inner { @Test func adds() {} }
      }
      @Suite struct CartTestsMore { @Test func adds() {} }
      """,
    ],
    setUp: "swift build --build-tests",
    run: "xargs -d '\\n' swift test --skip-build --xunit-output r.xml < $LIST; "
      + "cp r-swift-testing.xml $REPORT",
    quarantined: ["ShopTests::adds()", "ShopTests.CartTests::adds()"]
  )
}
