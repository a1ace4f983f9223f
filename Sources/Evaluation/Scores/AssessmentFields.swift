import StatisticsCore
import TestModel

// What the scores need of an assessment and may yet get another name or form, in one place.

/// A span of commits in which something began.
struct AssessedRange {
  /// The last commit without it; none where no such commit is known.
  var after: String?
  /// The first commit with it.
  var upTo: String?
}

extension TestAssessment {
  /// Where what it is began.
  var assessedRange: AssessedRange? {
    sinceCommit.map { AssessedRange(after: nil, upTo: $0) }
  }

  /// Whether it would be quarantined without asking anybody.
  var wouldBeQuarantined: Bool { verdict == .flaky && probability >= 0.99 }
}
