/// Stack traces of one language each, and the project's frames in them.
enum StackTraces {
  static let all: [(language: String, trace: String, frames: String)] = [
    (
      "Python",
      """
      Traceback (most recent call last):
        File "/checkout/tests/test_cart.py", line 12, in test_add
          cart.add(1)
        File "/checkout/shop/cart.py", line 40, in add
          self.client.post(item)
        File "/checkout/shop/client.py", line 7, in post
          return requests.post(url)
        File "/usr/lib/python3/dist-packages/requests/api.py", line 115, in post
          raise ConnectionError(e)
      requests.exceptions.ConnectionError: refused
      """,
      "shop/cart.py add\nshop/client.py post"
    ),
    (
      "pytest",
      """
      tests/test_cart.py:12: in test_add
          cart.add(1)
      shop/cart.py:40: in add
          raise ValueError(item)
      E   ValueError: 1
      shop/cart.py:41: ValueError
      """,
      "shop/cart.py add\nshop/cart.py"
    ),
    (
      "pytest, in the test itself",
      """
          def test_add():
      >       assert add(1) == 3
      E       assert 2 == 3

      tests/test_cart.py:12: AssertionError
      """,
      "tests/test_cart.py"
    ),
    (
      "the JVM, with a cause",
      """
      com.acme.ShopException: no cart
      \tat com.acme.Shop.wrap(Shop.java:90)
      \tat com.acme.ShopTest.adds(ShopTest.java:12)
      \tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Unknown Source)
      \tat org.junit.platform.commons.util.ReflectionUtils.invokeMethod(ReflectionUtils.java:1)
      Caused by: java.io.IOException: refused
      \tat java.base/java.net.Socket.connect(Socket.java:633)
      \tat app//com.acme.Cart$Loader$3.lambda$load$7(Cart.java:31)
      \tat com.acme.Cart$$Lambda$214/0x0000000800c4.run(Unknown Source)
      \t... 23 more
      """,
      "com.acme.Cart$Loader$.lambda$load$\ncom.acme.Cart$$Lambda$.run"
    ),
    (
      "JavaScript",
      """
      Error: expect(received).toBe(expected)
          at add (/checkout/src/cart.js:10:11)
          at async Cart.load (file:///checkout/src/cart.mjs:3:5)
          at new Cart (webpack-internal:///./src/cart.ts:3:5)
          at Object.<anonymous> (/checkout/src/cart.test.js:5:3)
          at Promise.then.completed (/checkout/node_modules/jest-circus/build/utils.js:298:28)
          at process.processTicksAndRejections (node:internal/process/task_queues:95:5)
      """,
      "src/cart.js add\nsrc/cart.mjs Cart.load\nsrc/cart.ts Cart"
    ),
    (
      "Vitest, in colors",
      """
      AssertionError: expected 1 to be 2
      \u{1B}[90m ❯ \u{1B}[39madd \u{1B}[36msrc/cart.ts:\u{1B}[2m10:11\u{1B}[22m\u{1B}[39m
       ❯ src/cart.test.ts:5:3
      """,
      "src/cart.ts add"
    ),
    (
      "Firefox", "add@http://localhost:9876/base/src/cart.js?a1b2:10:11\n@http://l/x.spec.js:1:2",
      "base/src/cart.js add"
    ),
    (
      "Ruby",
      """
      Failure/Error: expect(cart.total).to eq 3
      /checkout/lib/cart.rb:10:in `total'
      from /checkout/lib/cart.rb:22:in 'Cart#sum'
      # /usr/local/bundle/gems/rspec-core-3.13.0/lib/rspec/core/example.rb:263:in `run'
      # ./spec/cart_spec.rb:12:in `block (3 levels) in <top (required)>'
      """,
      "lib/cart.rb total\nlib/cart.rb Cart#sum"
    ),
    (
      "Go, a panic",
      """
      panic: runtime error: index out of range [5] with length 3 [recovered]

      goroutine 7 [running]:
      testing.tRunner.func1.2({0x1, 0x2})
      \t/usr/local/go/src/testing/testing.go:1632 +0x230
      github.com/acme/shop/cart.(*Cart).Add(0xc000012345, 0x5)
      \t/checkout/internal/cart/cart.go:12 +0x1d
      github.com/acme/shop/cart.TestAdd(0xc000)
      \t/checkout/internal/cart/cart_test.go:9 +0x2a
      created by testing.(*T).Run in goroutine 1
      \t/usr/local/go/src/testing/testing.go:1743 +0x390
      """,
      "internal/cart/cart.go cart.(*Cart).Add"
    ),
    ("Go, a failed test", "    cart_test.go:12: want 3, got 4", "cart_test.go"),
    (
      "testify",
      "\tError Trace:\t/checkout/cart_test.go:12\n\tError:      \tNot equal:",
      "cart_test.go"
    ),
    (
      "Swift",
      "/checkout/Tests/ShopTests/CartTests.swift:12: error: -[ShopTests.CartTests testAdd] : failed",
      "Tests/ShopTests/CartTests.swift"
    ),
    (
      "a crash on macOS",
      """
      0   libswiftCore.dylib   0x00007ff8 $ss17_assertionFailure + 342
      1   Shop                 0x0000000104a1b2c3 Cart.add(_:) + 123
      2   XCTestCore           0x0000000105 __invoking + 140
      """,
      "Shop Cart.add(_:)"
    ),
    (
      "Rust",
      """
      thread 'cart::tests::adds' panicked at crates/shop/src/cart.rs:40:9:
      index out of bounds
      stack backtrace:
         0: rust_begin_unwind
                   at /rustc/05f9846f/library/std/src/panicking.rs:695:5
         4: shop::cart::add
                   at ./crates/shop/src/cart.rs:12:5
         5: core::ops::function::FnOnce::call_once
                   at /rustc/05f9846f/library/core/src/ops/function.rs:250:5
      """,
      "crates/shop/src/cart.rs\ncrates/shop/src/cart.rs shop::cart::add"
    ),
    (
      "an older Rust",
      "thread 'main' panicked at 'no cart, 7', src/cart.rs:12:5",
      "src/cart.rs"
    ),
    (
      ".NET",
      """
         at Acme.Shop.Cart.Add(Int32 n) in C:\\checkout\\src\\Cart.cs:line 12
         at Xunit.Assert.Equal[T](T expected, T actual) in /_/src/xunit.assert/Equal.cs:line 40
         at System.RuntimeMethodHandle.InvokeMethod(Object target, Void** arguments)
         at Acme.Shop.Db.Open(String name)
      """,
      "src/Cart.cs Acme.Shop.Cart.Add\nAcme.Shop.Db.Open"
    ),
    (
      "PHP",
      """
      #0 /checkout/src/Cart.php(12): Acme\\Db->open('x')
      #1 [internal function]: Acme\\CartTest->testAdd()
      #2 /checkout/vendor/phpunit/phpunit/src/Framework/TestCase.php(1548): run()
      #3 {main}
      """,
      "src/Cart.php Acme\\Db->open"
    ),
    (
      "PHPUnit", "Failed asserting that 4 matches 3.\n\n/checkout/tests/CartTest.php:12",
      "tests/CartTest.php"
    ),
    (
      "GoogleTest",
      "/checkout/src/cart_test.cc:12: Failure\nExpected equality of these values:\n  3",
      "src/cart_test.cc"
    ),
    ("MSVC", "C:\\checkout\\src\\cart.cpp(12): error: in \"a\": check failed", "src/cart.cpp"),
    (
      "AddressSanitizer",
      """
      ==12==ERROR: AddressSanitizer: heap-buffer-overflow
          #0 0x55d0c8e0a1b2 in Cart::add(int) /checkout/src/cart.cc:12:3
          #1 0x55d0c8e0a1b3 in testing::Test::Run() /checkout/_deps/googletest-src/gtest.cc:2682:5
          #2 0x7f3a9c001e40 in __libc_start_main (/lib/x86_64-linux-gnu/libc.so.6+0x29d8f)
      """,
      "src/cart.cc Cart::add"
    ),
    (
      "Elixir",
      """
           test/cart_test.exs:12: (test)
           (shop 0.1.0) lib/cart.ex:7: Shop.Cart.add/1
      """,
      "lib/cart.ex"
    ),
    (
      "Lua, and a line that was cut short",
      "lib/a.lua:3: in function <lib/a.lua:1>\nat com.acme.Cart.add(Cart.java:12",
      "lib/a.lua function <lib/a.lua>\ncom.acme.Cart.add"
    ),
    ("Test::More", "#   at t/cart.t line 12.", "t/cart.t"),
    (
      "libraries only",
      "\tat java.util.List.of(List.java:1)\n\tat org.junit.Assert.fail(Assert.java:1)", ""
    ),
    ("no trace", "expected 3 at index (4)\nnote: see a.b:c\n12: no\n#12\nat \n(", ""),
  ]
}
