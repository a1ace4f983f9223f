public import StatisticsCore

/// The weekly review as one HTML file: no request, light and dark, printable.
public func reviewHTML(
  _ review: WeeklyReview,
  _ assumptions: ReviewAssumptions = ReviewAssumptions()
) -> String {
  ReviewPage(review, assumptions).html.markup
}

extension ReviewPage {
  /// The page as a report of its own.
  var html: HTMLText {
    HTMLPage(
      title: "\(title)",
      answer: answer.first.map(\.html) ?? "",
      nothing: "",
      sections: [answerSection].compactMap { $0 } + sections.map(\.page),
      footer: "<p>\(subtitle.html)</p>",
      style: reviewStyle
    )
    .html
  }

  /// What belongs to the answer beside its first sentence.
  private var answerSection: HTMLPage.Section? {
    let rest = answer.dropFirst().map { "<p>\($0.html)</p>" as HTMLText }
    guard !rest.isEmpty else { return nil }
    return HTMLPage.Section(
      id: "answer",
      title: "In short",
      summary: "",
      body: (["<p class=\"soft\">\(subtitle.html)</p>"] + rest).joined(separator: "\n")
    )
  }
}

extension ReviewText {
  var html: HTMLText {
    pieces.map { piece -> HTMLText in
      switch piece {
      // Text is trimmed as that of strangers is; here the blank between two pieces is part of it.
      case .words(let words):
        (words.hasPrefix(" ") ? " " : "" as HTMLText) + "\(words, longest: 2000)"
          + (words.hasSuffix(" ") && words != " " ? " " : "" as HTMLText)
      case .name(let name): "<code>\(breakable: name.isEmpty ? "(no name)" : name)</code>"
      case .prose(let prose): "<bdi>\(prose)</bdi>"
      }
    }
    .joined()
  }
}

extension ReviewPage.Section {
  fileprivate var page: HTMLPage.Section {
    HTMLPage.Section(
      id: "\(id)",
      title: "\(title)",
      summary: "",
      body: blocks.map(\.html).joined(separator: "\n")
    )
  }
}

extension ReviewPage.Block {
  fileprivate var html: HTMLText {
    switch self {
    case .paragraph(let text): "<p>\(text.html)</p>"
    case .note(let text): "<p class=\"soft\">\(text.html)</p>"
    case .chart(let chart): chart.html
    case .table(let table): table.html
    case .list(let title, let items, let most): ReviewPage.Block.list(title, items, most)
    }
  }

  /// What people are not shown at once unfolds.
  private static func list(_ title: String, _ items: [ReviewText], _ most: Int) -> HTMLText {
    func list(_ items: some Sequence<ReviewText>) -> HTMLText {
      "<ul>\n\(items.map { "<li>\($0.html)</li>" as HTMLText }.joined(separator: "\n"))\n</ul>"
    }
    let head: HTMLText = title.isEmpty ? "" : "<h3>\(title)</h3>\n"
    let rest = items.dropFirst(most).prefix(200)
    guard !rest.isEmpty else { return head + list(items.prefix(most)) }
    let beyond = items.count - most - rest.count
    let more: HTMLText = beyond > 0 ? "<p class=\"soft\">and \(grouped(beyond)) more</p>\n" : ""
    return head + list(items.prefix(most)) + """

      <details><summary>\(grouped(rest.count)) more</summary>
      \(list(rest))
      \(more)</details>
      """
  }
}

extension ReviewTable {
  /// The rows that a page shows: who needs them all asks for CSV or JSON.
  private static var mostRows: Int { 200 }

  fileprivate var html: HTMLText {
    let shown = columns.indices.filter { !columns[$0].isForPrograms }
    let table = HTMLTable(
      caption: "\(caption)",
      columns: shown.map { index in
        .init(title: "\(columns[index].title)", isNumber: columns[index].kind != .text)
      },
      rows: rows.prefix(Self.mostRows).map { row in shown.map { row[$0].html } },
      hasTools: rows.count > 20
    )
    .html
    let more = more(than: Self.mostRows).map { "\n<p class=\"soft\">\($0.html)</p>" as HTMLText }
    return table + (more ?? "")
  }
}

extension ReviewCell {
  fileprivate var html: HTMLText {
    switch self {
    case .text(let text): text.html
    case .number(let value, let shown): HTMLTable.number(value, "\(shown)")
    case .share(let share):
      share.value.map { value in
        """
        \(HTMLTable.number(value, "\(humanPercentage(value))"))<span class="under">\
        \(grouped(share.count)) of \(grouped(share.total))</span>
        """
      } ?? "<span class=\"soft\">none of 0</span>"
    case .none: ""
    }
  }
}

/// What the review has beside the common style.
private let reviewStyle: HTMLText = """
  .chart { margin: .75rem 0; max-width: 40rem; }
  .chart svg { width: 100%; height: auto; fill: var(--link); shape-rendering: auto; }
  .chart svg path:first-of-type { fill: var(--link); }
  .chart svg path { fill-opacity: .6; }
  .chart text { font-size: 12px; fill: var(--ink); }
  @media (max-width: 40rem) { .chart text { font-size: 16px; } }
  .chart .axis { stroke: var(--rule); }
  .chart .target { stroke: var(--mark); stroke-width: 2; stroke-dasharray: 5 3; }
  .chart .whisker { stroke: var(--ink); stroke-width: 1.5; }
  """
