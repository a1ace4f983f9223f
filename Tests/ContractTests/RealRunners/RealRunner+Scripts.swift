extension RealRunner {
  static let rspec = RealRunner(
    form: "rspec",
    isThere: "rspec --version && ruby -e 'require \"rspec_junit_formatter\"'",
    files: [
      "spec/cart_spec.rb": ##"""
      RSpec.describe "Cart" do
        ["adds", "adds tax", "Adds", "a.b", "aXb", "it's \"quoted\" \#{x}", "café", "$(touch pwned)",
         "a|b", "(x)", "back\\slash"].each { |name| it(name) { } }
        context("when empty") { it("adds") { } }
      end
      """##,
      "spec/other_spec.rb": "RSpec.describe('Cart') { it('adds') { } }\n",
    ],
    run:
      "rspec $(test -s $LIST && echo --require $LIST) --format RspecJunitFormatter --out $REPORT",
    ending: ".rb",
    quarantined: [
      "spec.cart_spec::Cart adds", "spec.cart_spec::Cart a.b",
      #"spec.cart_spec::Cart it's "quoted" #{x}"#, "spec.cart_spec::Cart café",
      "spec.cart_spec::Cart $(touch pwned)", "spec.cart_spec::Cart a|b",
      #"spec.cart_spec::Cart back\slash"#,
    ]
  )

  /// Minitest has no report of its own.
  static let minitest = RealRunner(
    form: "minitest",
    isThere: "ruby -e 'require \"minitest\"'",
    files: [
      "cart_test.rb": ##"""
      require "minitest/autorun"
      require "cgi"
      class CartTest < Minitest::Test
        ["adds", "adds_tax", "Adds", "a.b", "aXb", "it's \"quoted\" \#{x}", "café", "$(touch pwned)",
         "a/b", "(x)"].each { |name| define_method("test_#{name}") { assert true } }
      end
      class CartTestMore < Minitest::Test
        def test_adds = assert(true)
      end
      describe("Cart") { it("adds one") { assert true }; it("adds two") { assert true } }
      class Report < Minitest::AbstractReporter
        def start = @lines = []
        def record(result)
          name, owner = CGI.escapeHTML(result.name), CGI.escapeHTML(result.klass)
          @lines << "<testcase name=\"#{name}\" classname=\"#{owner}\" assertions=\"1\"/>"
        end
        def report
          suite = "<testsuite name=\"minitest\" tests=\"#{@lines.size}\">"
          File.write(ENV["REPORT"], "<testsuites>#{suite}#{@lines.join}</testsuite></testsuites>")
        end
      end
      module Minitest
        def self.plugin_report_init(_) = reporter << Report.new
        extensions << "report"
      end
      """##
    ],
    run: "export REPORT; ruby $(test -s $LIST && echo -r $LIST) cart_test.rb",
    ending: ".rb",
    quarantined: [
      "CartTest::test_adds", "CartTest::test_a.b", #"CartTest::test_it's "quoted" #{x}"#,
      "CartTest::test_café", "CartTest::test_$(touch pwned)", "CartTest::test_a/b",
      "Cart::test_0001_adds one",
    ]
  )

  static let mocha = RealRunner(
    form: "mocha",
    isThere: "NODE_PATH=/usr/share/nodejs mocha --version",
    files: [
      "test/cart.js": #"""
      describe("Cart", () => {
        for (const name of ["adds", "adds tax", "Adds", "a.b", "aXb", "it's \"quoted\"", "café",
          "$(touch pwned)", "a|b", "(x)", "back\\slash", "^a$", "[x]"]) it(name, () => {})
        describe("when empty", () => it("adds it", () => {}))
      })
      describe("Carts", () => it("counts", () => {}))
      """#
    ],
    run: "NODE_PATH=/usr/share/nodejs xargs -d '\\n' mocha --reporter xunit "
      + "--reporter-option output=$REPORT < $LIST",
    quarantined: [
      "Cart::adds", "Cart::a.b", #"Cart::it's "quoted""#, "Cart::café", "Cart::$(touch pwned)",
      "Cart::a|b", #"Cart::back\slash"#, "Cart::^a$", "Cart::[x]",
    ]
  )

  /// Cypress's own package is not to be had: the file runs in Mocha, on which Cypress is built, with a
  /// spec's name as Cypress tells it.
  static let cypress = RealRunner(
    form: "cypress",
    isThere: "NODE_PATH=/usr/share/nodejs mocha --version",
    files: [
      "stub.cjs": #"globalThis.Cypress = { spec: { relative: "cypress\\e2e\\cart.cy.js" } }"#,
      "cypress/e2e/cart.cy.js": #"""
      describe("Cart", () => {
        for (const name of ["adds", "adds tax", "Adds", "a.b", "aXb", "it's \"quoted\"", "café 😀",
          "$(touch pwned)", "a|b", "back\\slash"]) it(name, () => {})
        describe("when empty", () => it("adds it", () => {}))
      })
      """#,
    ],
    run: """
      NODE_PATH=/usr/share/nodejs mocha --require ./stub.cjs $(test -s $LIST && echo --file $LIST) \
        --reporter xunit --reporter-option output=out.xml cypress/e2e/cart.cy.js
      sed 's|<testcase |<testcase file="cypress/e2e/cart.cy.js" |' out.xml > $REPORT
      """,
    ending: ".cjs",
    quarantined: [
      "Cart::adds", "Cart::a.b", #"Cart::it's "quoted""#, "Cart::café 😀", "Cart::$(touch pwned)",
      "Cart::a|b", #"Cart::back\slash"#,
    ]
  )

  static let phpunit = RealRunner(
    form: "phpunit",
    isThere: "phpunit --version",
    files: [
      "tests/CartTest.php": #"""
      <?php
      namespace Shop;
      class CartTest extends \PHPUnit\Framework\TestCase {
        public function testAdds() { $this->assertTrue(true); }
        public function testAddsTax() { $this->assertTrue(true); }
        /** @dataProvider prices */
        public function testPrices($x) { $this->assertTrue(true); }
        public static function prices() {
          return ['eur' => [1], 'eur 2' => [1], 'a/b' => [1], "it's" => [1], 'é' => [1],
            'a.b' => [1], 'aXb' => [1], '(x)' => [1], '$(touch pwned)' => [1], 'a|b' => [1]];
        }
        /** @dataProvider numbers */
        public function testNumbers($x) { $this->assertTrue(true); }
        public static function numbers() { return array_fill(0, 12, [1]); }
      }
      """#,
      "tests/CartTestMoreTest.php": #"""
      <?php
      namespace Shop;
      class CartTestMoreTest extends \PHPUnit\Framework\TestCase {
        public function testAdds() { $this->assertTrue(true); }
      }
      """#,
    ],
    run: "xargs -d '\\n' phpunit --log-junit $REPORT tests < $LIST",
    quarantined: [
      "Shop.CartTest::testAdds", #"Shop.CartTest::testPrices with data set "eur""#,
      #"Shop.CartTest::testPrices with data set "a/b""#,
      #"Shop.CartTest::testPrices with data set "it's""#,
      #"Shop.CartTest::testPrices with data set "é""#,
      #"Shop.CartTest::testPrices with data set "a.b""#,
      #"Shop.CartTest::testPrices with data set "$(touch pwned)""#,
      #"Shop.CartTest::testPrices with data set "a|b""#,
      "Shop.CartTest::testNumbers with data set #1",
    ]
  )

  static let node = RealRunner(
    form: "node",
    isThere: "node --test-skip-pattern=x --version",
    files: [
      "cart.test.mjs": #"""
      import { describe, it } from "node:test"
      describe("Cart", () => {
        for (const name of ["adds", "adds tax", "Adds", "a.b", "aXb", "it's \"quoted\"", "café",
          "$(touch pwned)", "a|b", "(x)", "back\\slash", "/a/"]) it(name, () => {})
      })
      describe("Cart adds it", () => it("twice", () => {}))
      """#
    ],
    run:
      "xargs -d '\\n' node --test --test-reporter=junit --test-reporter-destination=$REPORT < $LIST",
    quarantined: [
      "test::adds", "test::a.b", "test::it's &quot;quoted&quot;", "test::café",
      "test::$(touch pwned)",
      "test::a|b", #"test::back\slash"#, "test::/a/",
    ]
  )
}
