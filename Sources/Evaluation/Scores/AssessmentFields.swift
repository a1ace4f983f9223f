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
    sinceRange.map { AssessedRange(after: $0.after, upTo: $0.upTo) }
  }

  /// Whether it would be quarantined without asking anybody.
  var wouldBeQuarantined: Bool { qualifiesForQuarantine }
}
