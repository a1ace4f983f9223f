import Testing

@testable import Ingester

@Suite("The source files of classes")
struct ClassFilesTests {
  static let checkout = [
    "src/test/java/com/acme/CartTest.java",
    "src/test/resources/com/acme/CartTest.xml",
    "src/test/kotlin/shop/TotalsTest.kt",
    "src/test/java/com/acme/a/SameTest.java",
    "src/test/java/com/acme/b/SameTest.java",
    "one/src/test/java/org/DoubleTest.java",
    "two/src/test/java/org/DoubleTest.java",
    "tests/test_cart.py",
    "tests/unit/test_totals.py",
    "tests/Unit/BillTest.php",
    "tests/TaxTest.php",
    "Tests/ShopTests/Cart/CartSuite.swift",
    "Tests/OtherTests/BillSuite.swift",
    "Lone.java",
    "README",
    "docs/.hidden",
  ]

  @Test(
    "A class is in the one file that its name leads to",
    arguments: [
      ("com.acme.CartTest", "src/test/java/com/acme/CartTest.java"),
      ("com.acme.CartTest$Inner", "src/test/java/com/acme/CartTest.java"),
      ("com.acme.CartTest$Inner$Deep", "src/test/java/com/acme/CartTest.java"),
      ("com.acme.a.SameTest", "src/test/java/com/acme/a/SameTest.java"),
      // Kotlin's folders may leave out what all packages begin with.
      ("com.acme.shop.TotalsTest", "src/test/kotlin/shop/TotalsTest.kt"),
      ("tests.test_cart", "tests/test_cart.py"),
      ("tests.test_cart.TestCart", "tests/test_cart.py"),
      ("tests.unit.test_totals.TestTotals.TestInner", "tests/unit/test_totals.py"),
      ("App\\Tests\\Unit\\BillTest", "tests/Unit/BillTest.php"),
      ("App.Tests.TaxTest", "tests/TaxTest.php"),
      ("ShopTests.CartSuite", "Tests/ShopTests/Cart/CartSuite.swift"),
      ("ShopTests.CartSuite/Inner", "Tests/ShopTests/Cart/CartSuite.swift"),
      ("Lone", "Lone.java"),
    ]
  )
  func finds(name: String, file: String) {
    #expect(ClassFiles { Self.checkout }.file(ofClass: name) == file)
  }

  @Test(
    "Where no file or several match, there is none",
    arguments: [
      "", "com.acme.SameTest", "org.DoubleTest", "com.acme.NoTest", "net.other.CartTest",
      "ShopTests.BillSuite", "tests", "tests.TestCart", "README", ".", "$", "docs.hidden",
      String(repeating: "a.", count: 600), "com.acme.Unit",
    ]
  )
  func findsNone(name: String) {
    #expect(ClassFiles { Self.checkout }.file(ofClass: name) == nil)
  }

  @Test("The checkout is listed once, when the first class is asked for")
  func listsOnce() {
    var listed = 0
    let files = ClassFiles {
      listed += 1
      return Self.checkout
    }
    #expect(listed == 0)
    for name in ["com.acme.CartTest", "none.Test", "com.acme.CartTest"] {
      _ = files.file(ofClass: name)
    }
    #expect(listed == 1)
    #expect(files.has("tests/test_cart.py") && !files.has("test_cart.py") && listed == 1)
  }
}
