import StatisticsCore
import TestModel

/// The runs of one job and variant as a row of thin cells, the oldest first.
///
/// Height and place tell how a run ended, and color only repeats it. Runs that ended alike are one
/// stroke with gaps, so that a long row of passes takes a few bytes.
struct HistoryStrip {
  /// More cells than this do not fit beside their numbers.
  static let mostCells = 200
  /// What a cell takes with the gap behind it, in pixels.
  private static let pitch = 3

  let lane: TestStrip.Lane
  private let shown: ArraySlice<TestStrip.Cell>

  init(_ lane: TestStrip.Lane) {
    self.lane = lane
    shown = lane.cells.suffix(HistoryStrip.mostCells)
  }

  /// The drawing, with the same in words.
  var html: HTMLText {
    let width = shown.count * HistoryStrip.pitch
    return """
      <svg class="strip" role="img" aria-label="\(words)" width="\(width)" height="20" \
      viewBox="0 0 \(width) 20">\(paths)</svg>\(note)
      """
  }

  /// What is left out of the drawing.
  private var note: HTMLText {
    guard shown.count < lane.cells.count else { return "" }
    return """
      <span class="under">the latest \(grouped(shown.count)) of \(grouped(lane.cells.count))</span>
      """
  }

  /// The drawing in words.
  private var words: String {
    let counts = TestStrip.Cell.allCases.compactMap { cell -> String? in
      let count = shown.count { $0 == cell }
      return count == 0 ? nil : "\(grouped(count)) \(cell.words)"
    }
    let last = shown.last.map { "; the last one \($0.words)" } ?? ""
    return "\(plural(shown.count, "run")): \(joinedList(counts))\(last)"
  }

  private var paths: HTMLText {
    TestStrip.Cell.allCases.map(path).joined()
  }

  /// The stretches of runs that ended in one way, as strokes at its height.
  private func path(_ cell: TestStrip.Cell) -> HTMLText {
    var path = ""
    var end = 0
    var start: Int?
    for (index, other) in (Array(shown).map(Optional.some) + [nil]).enumerated() {
      if other == cell {
        start = start ?? index
      } else if let begun = start {
        path +=
          path.isEmpty
          ? "M\(begun * HistoryStrip.pitch) \(cell.height)"
          : "m\((begun - end) * HistoryStrip.pitch) 0"
        path += "h\((index - begun) * HistoryStrip.pitch)"
        (start, end) = (nil, index)
      }
    }
    return path.isEmpty ? "" : "<path class=\"\(cell.style)\" d=\"\(path)\"/>"
  }
}

extension TestStrip.Cell {
  /// How a run ended, after a number of them.
  var words: String {
    switch self {
    case .passed: "passed"
    case .passedOnRetry: "passed on a retry"
    case .failed: "failed"
    case .incident: "failed in an incident"
    case .skipped: "skipped"
    }
  }

  /// The class of its stroke, which has its thickness.
  fileprivate var style: String {
    switch self {
    case .passed: "p"
    case .passedOnRetry: "r"
    case .failed: "f"
    case .incident: "i"
    case .skipped: "s"
    }
  }

  /// The middle of its stroke, from the top of 20 units.
  fileprivate var height: String {
    switch self {
    case .passed: "18"
    case .passedOnRetry: "15"
    case .failed: "10"
    case .incident: "3"
    case .skipped: "10"
    }
  }
}

/// The look of the strips: tall is a failure, half as tall one that passed on a retry, low a pass, high
/// up one that came with others, and a dot a skip.
let historyStripStyle: HTMLText = """
  svg.strip { width: auto; height: 20px; max-width: none; fill: none; shape-rendering: auto; }
  .strip path:first-of-type { fill: none; }
  .strip path { fill: none; stroke: var(--mark); stroke-dasharray: 2 1; }
  .strip .p { stroke: var(--rule); stroke-width: 4; }
  .strip .r { stroke-width: 10; }
  .strip .f { stroke-width: 20; }
  .strip .i { stroke: var(--soft); stroke-width: 6; }
  .strip .s { stroke: var(--soft); stroke-width: 2; stroke-dasharray: 1 2; }
  .key { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; list-style: none; }
  .key li { display: flex; align-items: center; gap: .4rem; }
  """

/// What the cells of the strips mean, as a list.
let historyStripKey: HTMLText = {
  let items = TestStrip.Cell.allCases.map { cell -> HTMLText in
    let lane = TestStrip.Lane(
      stream: JobVariant(job: "", variant: ""),
      cells: Array(repeating: cell, count: 4)
    )
    return "<li>\(HistoryStrip(lane).html) \(cell.words)</li>"
  }
  return "<ul class=\"key\">\n\(items.joined(separator: "\n"))\n</ul>"
}()
