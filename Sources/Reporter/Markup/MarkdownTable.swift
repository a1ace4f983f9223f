/// A table in GitHub's Markdown; its cells are escaped by who fills them.
struct MarkdownTable {
  enum Alignment { case left, right }

  private let columns: [(title: String, alignment: Alignment)]
  private var rows: [[String]] = []

  init(_ columns: [(title: String, alignment: Alignment)]) { self.columns = columns }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row has a cell for each column")
    rows.append(cells)
  }

  var text: String {
    let head = line(columns.map(\.title))
    let rule = line(columns.map { $0.alignment == .right ? "---:" : "---" })
    return ([head, rule] + rows.map(line)).joined(separator: "\n") + "\n"
  }

  private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
}
