import StatisticsCore
import TestModel

/// A table of the review, with cells that know what they hold.
struct ReviewTable: Sendable, Hashable {
  /// What the cells of a column hold.
  enum Kind: Sendable, Hashable {
    /// Words, names and prose.
    case text
    /// A number; its column in CSV has the key as it is, which names the unit.
    case number
    /// A share, with what it is out of.
    case share
    /// Numbers and shares in one column.
    case figure
  }

  struct Column: Sendable, Hashable {
    var title: String
    /// The column's name in CSV.
    var key: String
    var kind = Kind.text
    /// Whether only CSV has it.
    var isForPrograms = false
  }

  /// What names the file of the table in CSV.
  var id: String
  /// What the table is, with its window.
  var caption: String
  var columns: [Column]
  var rows: [[ReviewCell]] = []
  /// The rows that people are shown; CSV has all.
  var mostShown = 10
  /// What a row is, and what several are, for what is said of those that are left out.
  var one = "row"
  var many = "rows"

  /// What is said of the rows beyond `count`; none where there are none.
  func more(than count: Int) -> ReviewText? {
    guard rows.count > count else { return nil }
    return "and \(plural(rows.count - count, "more " + one, "more " + many))."
  }

  /// The first rows as sentences, for formats that have no tables: `test: CI time lost 6 min; share 39 %`.
  ///
  /// - Parameters:
  ///   - rows: how many rows.
  ///   - cells: how many cells of each beside the first one.
  func lines(rows count: Int, cells: Int = .max) -> [ReviewText] {
    let shown = columns.indices.filter { !columns[$0].isForPrograms }
    guard let head = shown.first else { return [] }
    let lines = rows.prefix(count).map { row in
      let cells = shown.dropFirst().filter { row[$0] != .none }.prefix(cells)
      let parts = cells.map { "\(columns[$0].title.lowercasedStart) " + row[$0].shown }
      return parts.enumerated().reduce(row[head].shown) { line, part in
        line + (part.offset == 0 ? ": " : "; ") + part.element
      }
    }
    return lines + [more(than: min(count, rows.count))].compactMap { $0 }
  }
}

extension String {
  /// The text as it stands within a sentence: abbreviations keep their capitals.
  fileprivate var lowercasedStart: String {
    guard dropFirst().first?.isLowercase ?? false else { return self }
    return prefix(1).lowercased() + dropFirst()
  }
}

/// What a cell holds.
enum ReviewCell: Sendable, Hashable {
  case text(ReviewText)
  case number(Double, shown: String)
  case share(Proportion)
  case none

  static func count(_ count: Int) -> ReviewCell { .number(Double(count), shown: grouped(count)) }

  /// A span of time; its value is in seconds.
  static func span(_ span: Microseconds?) -> ReviewCell {
    span.map { .number($0.seconds.rounded(places: 3), shown: humanDuration($0)) } ?? .none
  }

  /// A share without what it is out of, such as that of a sum of time.
  static func percentage(_ share: Double?) -> ReviewCell {
    share.map { .number($0.rounded(places: 6), shown: humanPercentage($0)) } ?? .none
  }

  /// The cell as people read it.
  var shown: ReviewText {
    switch self {
    case .text(let text): text
    case .number(_, let shown): "\(shown)"
    case .share(let share): "\(phrase(for: share))"
    case .none: ""
    }
  }
}
