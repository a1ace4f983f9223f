public import StatisticsCore
import TestModel

extension GateRemark {
  /// The remark as one sentence, with names as they were reported.
  public var sentence: String {
    switch self {
    case .overdue(let test, let expired, let owner):
      "\(test.displayName) was to be looked at by \(expired.isoDate); "
        + (owner.map { "\($0) is to mend it." } ?? "nobody owns it.")
    case .nothingRecorded(let test):
      "\(test.displayName) is excused by hand, and never failed in the history: nothing says "
        + "whether this is how it fails."
    case .retried(let count):
      "\(plural(count, "test")) passed only when run again."
    case .noFreshReport: "The command succeeded, and no fresh report says what ran."
    case .oldReports(let count):
      "\(plural(count, "report")) older than the command \(count == 1 ? "was" : "were") left out."
    case .nothingToCompare:
      "The history has no whole run of this job: nothing says how many tests are usual; "
        + "--expect-tests does."
    case .fewerTestsThanUsual(let ran, let usual):
      "The command succeeded with \(plural(ran, "test")), where \(grouped(usual)) are usual."
    }
  }

  /// The word for the remark in JSON.
  public var kind: String {
    switch self {
    case .overdue: "overdue"
    case .nothingRecorded: "nothing_recorded"
    case .retried: "retried"
    case .noFreshReport: "no_fresh_report"
    case .oldReports: "old_reports"
    case .nothingToCompare: "nothing_to_compare"
    case .fewerTestsThanUsual: "fewer_tests_than_usual"
    }
  }

  /// How grave it is where it annotates the code; none where it is not worth that.
  var level: CILogAnnotation.Level? {
    switch self {
    case .overdue, .nothingRecorded, .noFreshReport, .fewerTestsThanUsual: .warning
    case .retried, .oldReports, .nothingToCompare: nil
    }
  }

  /// The test that it is about.
  var test: TestID? {
    switch self {
    case .overdue(let test, _, _), .nothingRecorded(let test): test
    default: nil
    }
  }
}
