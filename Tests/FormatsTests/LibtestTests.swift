import Formats
import TestModel
import Testing

extension FormatFixture {
  static let libtest = [
    FormatFixture(
      "libtest.jsonl",
      .libtest,
      [
        "cart::tests::adds: passed 0.25s",
        "cart::tests::pays: failed 0.5s (no total)",
        "cart::tests::ships: errored 70.0s [timeout] (time limit exceeded)",
        "cart::tests::returns: skipped (not yet)",
        "cart::bench_add: passed",
      ]
    ),
    FormatFixture(
      "nextest.jsonl",
      .libtest,
      [
        "shop::cart | shop::cart | adds: failed, failed, passed 0.5s",
        "shop::cart | shop::cart | pays: passed 0.25s, failed 0.75s (old style)",
      ]
    ),
  ]
}

@Suite("libtest's and nextest's JSON")
struct LibtestTests {
  @Test("The producers are told apart, and a failure keeps its output")
  func tellsProducersApart() throws {
    let libtest = try readFixture("libtest.jsonl", as: .libtest)
    #expect(libtest.summary.producer == "libtest JSON")
    #expect(libtest["cart::tests::pays"]?.attempts[0].details?.contains("src/cart.rs:12") == true)
    #expect(try readFixture("nextest.jsonl", as: .libtest).summary.producer == "cargo-nextest")
  }

  @Test("A binary without an end is truncated: its running tests are left out")
  func findsTruncation() throws {
    let report = try read(
      """
      {"type":"suite","event":"started","test_count":2}
      {"type":"test","event":"ok","name":"a"}
      {"type":"test","event":"started","name":"b"}
      """,
      as: .libtest
    )
    #expect(report.lines == ["a: passed"])
    #expect(report.summary.isTruncated)
  }
}
