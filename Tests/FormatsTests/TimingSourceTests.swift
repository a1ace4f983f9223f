import Formats
import TestModel
import Testing

extension FormatFixture {
  static let timings = [
    FormatFixture("pytest-split.test_durations", .pytestSplit),
    FormatFixture("knapsack.json", .knapsack),
    FormatFixture("circleci-results.json", .circleCI),
  ]
}

@Suite("Sources of timings")
struct TimingSourceTests {
  @Test("pytest-split's durations are those of tests and of their files")
  func readsPytestSplit() throws {
    let report = try readFixture("pytest-split.test_durations", as: .pytestSplit)
    #expect(
      lines(report) == [
        "testname test_cart.py::TestCart::test_add 250000", "file test_cart.py 250000",
        "testname test_cart.py::test_pay[é] 1500000", "file test_cart.py 1500000",
        "testname test_mail.py::test_send 61", "file test_mail.py 61",
      ]
    )
  }

  @Test("pytest-split's old form is read as well")
  func readsPairs() throws {
    let report = try read(#"[["a.py::t", 0.5], ["bad"], [1, 2], "x"]"#, as: .pytestSplit)
    #expect(lines(report) == ["testname a.py::t 500000", "file a.py 500000"])
  }

  @Test("knapsack's times are those of files; what is no time is left out")
  func readsKnapsack() throws {
    let report = try readFixture("knapsack.json", as: .knapsack)
    #expect(lines(report) == ["file spec/cart_spec.rb 7500000", "file spec/mail_spec.rb 16"])
    let odd = try read(#"{"a":-1,"b":NaN,"c":1e300,"d":"x","e":null,"f":2}"#, as: .knapsack)
    #expect(lines(odd) == ["file f 2000000"])
  }

  @Test("CircleCI's tests without a result are timings by file, class and name")
  func readsCircleCI() throws {
    let report = try readFixture("circleci-results.json", as: .circleCI)
    #expect(
      lines(report) == [
        "file test/cart_test.py 12500000", "classname shop.CartTest 12500000",
        "testname adds 12500000", "file test/cart_test.py 500000",
        "classname shop.CartTest 500000", "testname pays 500000",
      ]
    )
    #expect(report.summary.isTimingsOnly)
    #expect(report.summary.counts.cases == 0)
  }

  private func lines(_ report: FormatReport) -> [String] {
    report.timings.map { "\($0.kind) \($0.item) \($0.duration.count)" }
  }
}
