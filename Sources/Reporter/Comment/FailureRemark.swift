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
    failures.filter { isRepositoryPath($0.testID.file) }.map { failure in
      let id = failure.testID
      return FailureRemark(
        path: id.file,
        line: failure.line ?? 1,
        pointsAtChange: failure.failureClass.pointsAtChange,
        title: MarkdownText.oneLine(id.displayName),
        message: failure.remark,
        fingerprint: TestModel.fingerprint(of: [
          id.suite, id.classname, id.name, id.file, String(id.ordinal),
        ]),
        failureClass: failure.failureClass
      )
    }
  }
}

extension PullRequestReport {
  /// What the log of a CI shows of each failed test, the ones that need attention first.
  ///
  /// - Parameter files: the files of the tests.
  public func annotations(in files: CheckoutFiles) -> [CILogAnnotation] {
    failures.map { failure in
      CILogAnnotation(
        failure.failureClass.pointsAtChange ? .error : .notice,
        "\(MarkdownText.oneLine(failure.testID.displayName)): \(failure.remark)",
        title: failure.failureClass.name,
        place: files.place(failure.testID.file, line: failure.line)
      )
    }
  }
}

extension ClassifiedFailure {
  /// What the failure means, and how the test failed.
  fileprivate var remark: String {
    let text = MarkdownText.oneLine(message ?? "", longest: 1000)
    return "\(failureClass.name): \(failureClass.meaning)" + (text.isEmpty ? "" : ". \(text)")
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
