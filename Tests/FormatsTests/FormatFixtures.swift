import Formats
import Testing

/// A fixture under `Fixtures/formats`, and what is read of it.
struct FormatFixture: Sendable, CustomTestStringConvertible {
  var name: String
  var format: ReportFormat
  /// The cases, as `FormatReport.lines` has them.
  var cases: [String]

  var testDescription: String { name }

  init(_ name: String, _ format: ReportFormat, _ cases: [String] = []) {
    self.name = name
    self.format = format
    self.cases = cases
  }

  static let all =
    goTest + playwright + jest + ctrf + tap + timings + circleCI + trx + bazel + libtest + allure
    + xcresult
}
