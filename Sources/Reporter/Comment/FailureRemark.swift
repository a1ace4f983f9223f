import StatisticsCore
import TestModel

/// What is said of a failed test where its code is shown.
public struct FailureRemark: Sendable, Hashable {
  /// The test's file, relative to the root of the repository.
  public let path: String
  /// The line; the first where no report named it.
  public let line: Int
  /// Whether it points at the change.
  public let pointsAtChange: Bool
  /// The test.
  public let title: String
  /// What its failure means, as plain text.
  public let message: String
  /// What tells it apart from others, the same from run to run.
  let fingerprint: String
  let failureClass: FailureClass
}

extension PullRequestReport {
  /// What is said of each failed test whose file is known, the ones that need attention first.
  public var remarks: [FailureRemark] {
    failures.filter { isRelative($0.testID.file) }.map { failure in
      let id = failure.testID
      let text = MarkdownText.oneLine(failure.message ?? "", longest: 1000)
      return FailureRemark(
        path: id.file,
        line: failure.line ?? 1,
        pointsAtChange: failure.failureClass.pointsAtChange,
        title: MarkdownText.oneLine(id.displayName),
        message: "\(failure.failureClass.name): \(failure.failureClass.meaning)"
          + (text.isEmpty ? "" : ". \(text)"),
        fingerprint: TestModel.fingerprint(of: [
          id.suite, id.classname, id.name, id.file, String(id.ordinal),
        ]),
        failureClass: failure.failureClass
      )
    }
  }

  /// Whether a path stays within the repository and is one line: reports of strangers name any.
  private func isRelative(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
      && path.unicodeScalars.allSatisfy { isVisible($0) }
  }
}

/// GitLab's code-quality report of a pull request's failures.
///
/// Source: GitLab, "Code quality report format".
///
/// - Throws: what the encoder throws.
public func codeQualityReport(_ report: PullRequestReport) throws -> String {
  try jsonText(report.remarks.map(CodeQualityEntry.init))
}

private struct CodeQualityEntry: Encodable {
  struct Lines: Encodable { var begin: Int }
  struct Location: Encodable {
    var path: String
    var lines: Lines
  }

  var checkName: String
  var description: String
  var fingerprint: String
  var location: Location
  var severity: String

  init(_ remark: FailureRemark) {
    checkName = "evenkeel/" + remark.failureClass.name.lowercased().replacing(" ", with: "-")
    description = "\(remark.title): \(remark.message)"
    fingerprint = remark.fingerprint
    location = Location(path: remark.path, lines: Lines(begin: max(1, remark.line)))
    severity =
      switch remark.failureClass {
      case .probablyYours, .newTest: "major"
      case .knownFlaky, .alsoFailingOnMain: "minor"
      case .quarantined, .outage: "info"
      }
  }
}
