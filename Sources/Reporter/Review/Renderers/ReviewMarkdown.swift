public import StatisticsCore

/// The weekly review as Markdown, of at most 60 KB: where it is longer, its lists are shorter.
public func reviewMarkdown(
  _ review: WeeklyReview,
  _ assumptions: ReviewAssumptions = ReviewAssumptions()
) -> String {
  let page = ReviewPage(review, assumptions)
  let texts = [Int.max, 10, 5, 3].lazy.map(page.markdown)
  return texts.first { $0.utf8.count <= 60_000 } ?? page.markdown(rows: 1)
}

extension ReviewPage {
  /// The page in GitHub's Markdown, with at most so many rows of each list.
  func markdown(rows: Int) -> String {
    let answer = answer.map(\.markdown)
    let head =
      ["# \(title)\n", subtitle.markdown + "\n", answer.first.map { "**\($0)**\n" } ?? ""]
      + answer.dropFirst().map { $0 + "\n" }
    return (head + sections.flatMap { $0.markdown(rows) }).joined(separator: "\n")
  }
}

extension ReviewText {
  var markdown: String {
    rendered { piece in
      switch piece {
      case .words(let words): words
      case .name(let name): MarkdownText.code(name)
      case .prose(let prose): MarkdownText.prose(prose)
      }
    }
  }
}

extension ReviewPage.Section {
  fileprivate func markdown(_ rows: Int) -> [String] {
    ["## \(title)\n"] + blocks.compactMap { $0.markdown(rows) }
  }
}

extension ReviewPage.Block {
  /// A block with a newline at its end; none where Markdown leaves it out.
  fileprivate func markdown(_ rows: Int) -> String? {
    switch self {
    case .paragraph(let text): return text.markdown + "\n"
    case .note(let text): return "_\(text.markdown)_\n"
    case .chart: return nil
    case .table(let table): return table.markdown(min(table.mostShown, rows))
    case .list(let title, let items, let most):
      let most = min(most, rows)
      let lines = items.prefix(most).map { "- \($0.markdown)\n" }
      let more = items.count > most ? "- and \(grouped(items.count - most)) more\n" : ""
      return (title.isEmpty ? "" : "### \(title)\n\n") + lines.joined() + more
    }
  }
}

extension ReviewTable {
  fileprivate func markdown(_ count: Int) -> String {
    let shown = columns.indices.filter { !columns[$0].isForPrograms }
    var table = MarkdownTable(
      shown.map { (columns[$0].title, columns[$0].kind == .text ? .left : .right) }
    )
    for row in rows.prefix(count) { table.add(shown.map { row[$0].shown.markdown }) }
    let more = more(than: count).map { "\n\($0.markdown)\n" } ?? ""
    return "\(caption):\n\n" + table.text + more
  }
}
