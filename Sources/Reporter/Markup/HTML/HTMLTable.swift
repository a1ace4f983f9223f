/// A table of a report, in a container of its own that scrolls where the screen is narrow.
struct HTMLTable {
  struct Column {
    var title: HTMLText
    var isNumber = false
    /// Whether it holds sentences, which on a phone would otherwise have a word a line.
    var isProse = false
    /// Whether rows can be chosen by what this column says, where scripts are on and the table has
    /// tools; a cell that says several things marks each with `data-key`.
    var isFilter = false
  }

  var caption: HTMLText
  var columns: [Column]
  /// A cell that shows a number in words and is sorted by the number.
  static func number(_ value: Double, _ shown: HTMLText) -> HTMLText {
    "<data value=\"\(String(Float(value)))\">\(shown)</data>"
  }

  /// Cells in the order of the columns; the first one is the row's head.
  var rows: [[HTMLText]]
  /// Whether the container is a landmark that can always be reached by keyboard: worth a stop for the
  /// few big tables; of the hundreds of small ones the page's script makes stops where they scroll.
  var isLandmark = true
  /// Whether rows can be found and sorted where scripts are on.
  var hasTools = false

  var html: HTMLText {
    let head = columns.map { column -> HTMLText in
      let filter: HTMLText = column.isFilter ? " data-filter=\"\"" : ""
      return column.isNumber
        ? "<th scope=\"col\" class=\"num\"\(filter)>\(column.title)</th>"
        : "<th scope=\"col\"\(filter)>\(column.title)</th>"
    }
    let container: HTMLText =
      isLandmark
      ? "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"\(caption)\">"
      : "<div class=\"wide\">"
    return """
      \(container)
      <table\(hasTools ? " data-tools=\"\"" : "" as HTMLText)>
      <caption><span>\(caption)</span></caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(rows.map(row).joined(separator: "\n"))
      </tbody>
      </table>
      </div>
      """
  }

  private func row(_ cells: [HTMLText]) -> HTMLText {
    let cells = zip(columns, cells).enumerated().map { index, pair -> HTMLText in
      let (column, cell) = pair
      if index == 0 { return "<th scope=\"row\">\(cell)</th>" }
      if column.isProse { return "<td class=\"prose\">\(cell)</td>" }
      return column.isNumber ? "<td class=\"num\">\(cell)</td>" : "<td>\(cell)</td>"
    }
    return "<tr>\(cells.joined())</tr>"
  }
}
