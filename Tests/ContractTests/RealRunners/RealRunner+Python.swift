extension RealRunner {
  /// All of them.
  static let all: [RealRunner] = [
    pytest, pytestPlugin, unittest, robot, rspec, minitest, mocha, cypress, node, phpunit, cargo,
    googleTest, catch2, ctest, ctestFile, swift, go, surefire, testNG,
  ]

  private static let pytestSuite = #"""
    import pytest
    NAMES = ["a", "ab", "a b", "x[y]", 'quo"te', "it's", "é", "é2", "a::b", "new\nline", "-x", "*",
             "$(touch pwned)", "a,b;c", "a\\b", "日本"]
    @pytest.mark.parametrize("name", NAMES)
    def test_p(name):
        assert name not in ["a", "é", "a::b"]
    class TestCart:
        def test_adds(self): assert False
        def test_adds_tax(self): pass
        def test_pays(self): assert False
    def test_adds(): pass
    """#

  static let pytest = RealRunner(
    form: "pytest",
    isThere: "python3 -c 'import pytest; assert pytest.version_tuple >= (8, 2)'",
    files: ["tests/test_cart.py": pytestSuite.replacing(" assert", with: " return; assert")],
    run: "python3 -m pytest tests @$LIST --junitxml=$REPORT",
    quarantined: [
      #"tests.test_cart::test_p[a]"#, #"tests.test_cart::test_p[a b]"#,
      #"tests.test_cart::test_p[x[y]]"#, #"tests.test_cart::test_p[quo"te]"#,
      #"tests.test_cart::test_p[it's]"#, #"tests.test_cart::test_p[\xe9]"#,
      #"tests.test_cart::test_p[a::b]"#, #"tests.test_cart::test_p[new\nline]"#,
      #"tests.test_cart::test_p[-x]"#, #"tests.test_cart::test_p[*]"#,
      #"tests.test_cart::test_p[$(touch pwned)]"#, #"tests.test_cart::test_p[a\\b]"#,
      #"tests.test_cart.TestCart::test_adds_tax"#,
    ]
  )

  static let pytestPlugin = RealRunner(
    form: "pytest-plugin",
    isThere: "python3 -c 'import pytest'",
    files: ["tests/test_cart.py": pytestSuite],
    run: "PYTHONPATH=. python3 -m pytest tests $(test -s $LIST && echo -p quarantine_list) "
      + "--junitxml=$REPORT",
    ending: ".py",
    quarantined: [
      #"tests.test_cart::test_p[a]"#, #"tests.test_cart::test_p[\xe9]"#,
      #"tests.test_cart::test_p[a::b]"#, "tests.test_cart.TestCart::test_adds",
      "tests.test_cart.TestCart::test_pays",
    ]
  )

  static let unittest = RealRunner(
    form: "unittest",
    isThere: "python3 -c 'import xmlrunner'",
    files: [
      "tests/__init__.py": "",
      "tests/test_cart.py": """
      import unittest
      class CartTest(unittest.TestCase):
          def test_adds(self): pass
          def test_adds_tax(self): pass
          def test_Adds(self): pass
          def test_é(self): pass
      class CartTestMore(unittest.TestCase):
          def test_adds(self): pass
      setattr(CartTest, "test_a b'$(touch pwned)\\"", lambda self: None)
      """,
    ],
    run: """
      if test -s $LIST; then python3 $LIST -m xmlrunner discover --output-file $REPORT
      else python3 -m xmlrunner discover --output-file $REPORT; fi
      """,
    ending: ".py",
    quarantined: ["tests.test_cart.CartTest::test_adds", "tests.test_cart.CartTest::test_é"]
  )

  static let robot = RealRunner(
    form: "robot",
    isThere: "python3 -c 'import robot'",
    files: [
      "shop/cart.robot": #"""
      *** Test Cases ***
      Adds
          Log    1
      Adds Tax
          Log    1
      It's "fine" *?
          Log    1
      It's "fine" *??
          Log    1
      café [x] $(touch pwned)
          Log    1
      a.b
          Log    1
      aXb
          Log    1
      """#,
      "shop/cart_more.robot": "*** Test Cases ***\nAdds\n    Log    1\n",
    ],
    run: "python3 -m robot $(test -s $LIST && echo --prerunmodifier $LIST) "
      + "--xunit $REPORT shop",
    ending: ".py",
    quarantined: [
      "Shop.Cart::Adds", #"Shop.Cart::It's "fine" *?"#, "Shop.Cart::café [x] $(touch pwned)",
      "Shop.Cart::a.b",
    ]
  )
}
