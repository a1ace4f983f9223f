import StatisticsCore

extension FailureClass {
  /// The class as a heading.
  var name: String {
    switch self {
    case .probablyYours: "Probably yours"
    case .newTest: "New test"
    case .knownFlaky: "Known flaky"
    case .alsoFailingOnMain: "Also failing on the default branch"
    case .quarantined: "Quarantined"
    case .outage: "Outage"
    }
  }

  /// What it means that a failure is of the class.
  var meaning: String {
    switch self {
    case .probablyYours: "passes elsewhere, and is not known to be flaky"
    case .newTest: "not yet run on the default branch"
    case .knownFlaky: "fails at times on code that works"
    case .alsoFailingOnMain: "fails without this change as well"
    case .quarantined: "does not count"
    case .outage: "many tests failed at once, for a reason outside of the code"
    }
  }
}
