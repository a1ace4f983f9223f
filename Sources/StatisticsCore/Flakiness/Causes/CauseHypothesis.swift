import TestModel

/// A kind of cause that was tried for a test.
struct CauseHypothesis {
  var kind: FlakeCause.Kind
  /// The p-value, corrected for all that was tried within the kind.
  var pValue: Double
  /// What was seen; read only where the p-value is small.
  var detail = ""
  var related: [FlakeCause.RelatedTest] = []

  /// The false discovery rate of all reported causes together, and the p-value above which no
  /// hypothesis can be among them.
  static let level = 0.05

  /// Creates a hypothesis; what was seen is told only where somebody may read it.
  init(
    _ kind: FlakeCause.Kind,
    pValue: Double,
    related: [FlakeCause.RelatedTest] = [],
    detail: () -> String
  ) {
    self.kind = kind
    self.pValue = min(1, pValue)
    guard pValue <= CauseHypothesis.level else { return }
    self.related = related
    self.detail = detail()
  }
}
