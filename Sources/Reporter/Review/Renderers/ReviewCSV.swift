public import StatisticsCore
import TestModel

/// A table of the review in a file of its own.
public struct ReviewFile: Sendable, Hashable {
  /// The file's name.
  public var name: String
  /// What it holds.
  public var text: String
}

/// The tables of the weekly review as CSV, a file each, with all their rows.
///
/// Shares have the numbers that they are made of in columns behind them, and spans are in seconds.
public func reviewCSV(
  _ review: WeeklyReview,
  _ assumptions: ReviewAssumptions = ReviewAssumptions()
) -> [ReviewFile] {
  let page = ReviewPage(review, assumptions)
  let tables = page.sections.flatMap { section in
    section.blocks.compactMap { block -> ReviewTable? in
      if case .table(let table) = block { table } else { nil }
    }
  }
  return tables.map { table in
    ReviewFile(
      name: "review-\(review.week.name)-\(table.id).csv",
      text: table.csv(week: review.week.name)
    )
  }
}

extension ReviewTable {
  fileprivate func csv(week: String) -> String {
    let head = CSVText.line(["week"] + columns.flatMap(\.csvKeys))
    let lines = rows.map { row in
      CSVText.line([week] + zip(columns, row).flatMap { $1.csv(of: $0.kind) })
    }
    return head + lines.joined()
  }
}

extension ReviewTable.Column {
  fileprivate var csvKeys: [String] {
    switch kind {
    case .text, .number: [key]
    case .share, .figure: [key, key + "_count", key + "_total"]
    }
  }
}

extension ReviewCell {
  /// The fields of a cell, as many as its column has.
  fileprivate func csv(of kind: ReviewTable.Kind) -> [String] {
    let fields = kind == .share || kind == .figure ? 3 : 1
    let values: [String] =
      switch self {
      case .text(let text): [text.plain]
      case .number(let value, _): [number(value)]
      case .share(let share):
        [
          share.value.map { number($0.rounded(places: 6)) } ?? "", "\(share.count)",
          "\(share.total)",
        ]
      case .none: []
      }
    return Array((values + ["", "", ""]).prefix(fields))
  }

  private func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
