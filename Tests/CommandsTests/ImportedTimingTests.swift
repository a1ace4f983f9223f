import Foundation
import TestModel
import TestSupport
import Testing

@testable import Commands

@Suite("Splitting by what other sources know")
struct ImportedTimingTests {
  private static let durations = """
    {"tests/test_a.py::TestA::test_x[1]": 4.0, "tests/test_a.py::TestA::test_y": 6.0,
    "tests/test_b.py::test_z": 3.0, "tests/test_c.py::test_z": 2.5}
    """

  private func split(
    _ items: String,
    _ options: [String] = [],
    in folder: URL
  ) throws -> CommandOutput {
    let arguments = ["tests", "split", "--split-by=timings", "--total=2", "--index=0"]
    return try run(arguments + options, in: folder, input: items)
  }

  @Test("pytest-split's durations alone split files and tests, and are no runs")
  func splitsByDurations() throws {
    try withTemporaryFolder { folder in
      try folder.write(Self.durations, to: ".test_durations")
      let output = try run(["ingest", ".test_durations"], in: folder)
      #expect(output.status == .done)
      #expect(output.text.contains("0 job runs") && output.text.contains("timings of 7 items"))
      #expect(try jobRuns(in: folder).isEmpty)
      let files = try split("./tests/test_a.py tests/test_b.py tests/test_c.py", in: folder)
      #expect(files.text == "./tests/test_a.py\n")
      #expect(
        files.remarks.contains {
          $0.hasPrefix("timings cover 3 of 3 names (3 by imported timings)")
        }
      )
      let names =
        "tests/test_a.py::TestA::test_x[1]\ntests/test_a.py::TestA::test_y\ntests/test_b.py::test_z"
      let tests = try split(names, ["--timings-type=testname"], in: folder)
      #expect(tests.text == "tests/test_a.py::TestA::test_y\n")
      let other = try split("spec/a_spec.rb", in: folder)
      #expect(other.remarks.contains { $0.contains("Autodetect no matching") })
    }
  }

  @Test("Ingesting timings twice changes nothing, and --as-of knows when they came")
  func isIdempotent() throws {
    try withTemporaryFolder { folder in
      try folder.write(Self.durations, to: "a/.test_durations")
      func ingest(_ day: Int) throws {
        let start = ["--started-at", "2027-01-0\(day)T00:00:00Z"]
        #expect(try run(["ingest", "a/.test_durations"] + start, in: folder).status == .done)
      }
      func coverage(_ day: Int) throws -> [String] {
        try split(
          "tests/test_a.py tests/test_b.py",
          ["--as-of", "2027-01-0\(day)T12:00:00Z"],
          in: folder
        ).remarks.filter { $0.hasPrefix("timings cover") }
      }
      try ingest(3)
      let first = try coverage(5)
      #expect(first.count == 1)
      try ingest(5)
      #expect(try coverage(4) == first)
      #expect(try coverage(1) == [])
    }
  }

  @Test("What runs know beats imported timings, which fill the gaps, in one call or in several")
  func prefersRuns() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        """
        <testsuite name='pytest' timestamp='2027-01-01T00:00:00Z'>
        <testcase classname='tests.test_a' name='t' time='1'/></testsuite>
        """,
        to: "r.xml"
      )
      try folder.write(Self.durations, to: "d.test_durations")
      try folder.write("{\"tests/test_d.py\": 0.5}", to: "knapsack_report.json")
      let files = ["r.xml", "d.test_durations", "knapsack_report.json"]
      let first = try run(["ingest"] + files, in: folder)
      #expect(first.text.contains("3 reports in 1 job run"), "\(first)")
      let again = try run(["ingest"] + files, in: folder)
      #expect(again.text.contains("in 0 job runs"))
      #expect(try jobRuns(in: folder).map(\.counts.cases) == [1])
      let items = "tests/test_a.py tests/test_b.py tests/test_c.py tests/test_d.py tests/test_e.py"
      let output = try split(items, in: folder)
      #expect(
        output.remarks.contains {
          $0.hasPrefix("timings cover 4 of 5 names (3 by imported timings)")
        }
      )
      // A second of test_a.py by the run; ten by pytest-split would have filled the node.
      #expect(output.text.contains("tests/test_b.py"))
    }
  }

  @Test("CircleCI's results.json is taken in: files, classes and names")
  func takesResults() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        """
        {"tests":[{"classname":"com.acme.CartTest","name":"x","run_time":9},
        {"classname":"com.acme.BillTest","name":"y","run_time":5},
        {"classname":"com.acme.BillTest","name":"z","run_time":3}]}
        """,
        to: "results.json"
      )
      #expect(try run(["ingest", "results.json"], in: folder).text.contains("0 job runs"))
      let files = "src/com/acme/CartTest.java src/com/acme/BillTest.java"
      #expect(try split(files, in: folder).text == "src/com/acme/CartTest.java\n")
      let classes = try split("com.acme.CartTest com.acme.BillTest", in: folder)
      #expect(classes.text == "com.acme.CartTest\n")
      #expect(classes.remarks.contains("Autodetected classname timings."))
    }
  }

  @Test("Files that reports do not name are found in the checkout, and weigh what their classes do")
  func usesSourceFiles() throws {
    try withTemporaryFolder { folder in
      let checkout = try Checkout(in: folder)
      for name in ["Cart", "Bill", "Tax"] {
        try folder.write("class", to: "app/src/test/java/com/acme/shop/\(name)Spec.java")
        try folder.write("class", to: "other/\(name)Spec.java")
      }
      _ = try checkout.commit()
      let cases = [("Cart", 10), ("Bill", 6), ("Tax", 5)].map { name, seconds in
        "<testcase classname='com.acme.shop.\(name)Spec$Inner' name='t' time='\(seconds)'/>"
      }
      let report =
        "<testsuite name='s' timestamp='2027-01-01T00:00:00Z'>\(cases.joined())</testsuite>"
      try folder.write(report, to: "r.xml")
      #expect(try run(["ingest", "r.xml"], in: folder).status == .done)
      let items = ["Cart", "Bill", "Tax"].map { "app/src/test/java/com/acme/shop/\($0)Spec.java" }
      let output = try split(items.joined(separator: " "), in: folder)
      #expect(output.text == items[0] + "\n")
      #expect(output.remarks.contains { $0.hasPrefix("timings cover 3 of 3 names and") })
    }
  }
}
