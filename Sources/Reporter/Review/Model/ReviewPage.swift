import StatisticsCore

/// The review as every format shows it: what is said, without how.
struct ReviewPage: Sendable, Hashable {
  struct Section: Sendable, Hashable {
    var id: String
    var title: String
    var blocks: [Block]
  }

  enum Block: Sendable, Hashable {
    case paragraph(ReviewText)
    /// A list under a title; of its items people are shown the first ones.
    case list(title: String, items: [ReviewText], mostShown: Int)
    case table(ReviewTable)
    case chart(ReviewChart)
    /// What explains a section; formats for a glance leave it out.
    case note(ReviewText)
  }

  var title: String
  var subtitle: ReviewText
  /// The answer, a sentence each.
  var answer: [ReviewText]
  var sections: [Section]
}

/// Shares of some weeks against a target, the earliest first.
struct ReviewChart: Sendable, Hashable {
  struct Bar: Sendable, Hashable {
    var label: String
    var value: Double?
    var low, high: Double
    var shown: String
  }

  var title: String
  var target: Double
  var bars: [Bar]

  /// The chart for those who do not see it.
  var words: String {
    let parts = bars.map { "\($0.label) \($0.shown)" }
    return "\(title): \(joinedList(parts)); the target is \(targetText)"
  }

  var targetText: String { humanPercentage(target) }
}
