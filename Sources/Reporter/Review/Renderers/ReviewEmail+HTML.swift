import StatisticsCore

// Programs that show mail drop style sheets, scripts and SVG: what there is of style is inline, and the
// page is plain without it.
extension ReviewPage {
  /// The page as the HTML part of a message.
  var mailHTML: HTMLText {
    let rest = answer.dropFirst().map { "<p>\($0.html)</p>" as HTMLText }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(title)</title>
      </head>
      <body style="\(MailStyle.body)">
      <h1 style="font-size:20px;margin:0 0 4px">\(title)</h1>
      <p style="\(MailStyle.soft)">\(subtitle.html)</p>
      <p style="font-size:16px;font-weight:bold">\(answer.first.map(\.html) ?? "")</p>
      \(rest.joined(separator: "\n"))
      \(sections.map(\.mailHTML).joined(separator: "\n"))
      </body>
      </html>

      """
  }
}

private enum MailStyle {
  static let body: HTMLText =
    "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;font-size:14px;line-height:1.45"
  static let soft: HTMLText = "color:#6e7781;margin:4px 0"
  static let cell: HTMLText =
    "text-align:left;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid #d0d7de"
  static let number: HTMLText =
    "text-align:right;vertical-align:top;padding:4px 10px 4px 0;border-bottom:1px solid #d0d7de"
  static let heading: HTMLText =
    "font-size:16px;margin:24px 0 6px;padding-top:8px;border-top:1px solid #8c959f"
}

extension ReviewPage.Section {
  fileprivate var mailHTML: HTMLText {
    "<h2 style=\"\(MailStyle.heading)\">\(title)</h2>\n"
      + blocks.map(\.mailHTML).joined(separator: "\n")
  }
}

extension ReviewPage.Block {
  fileprivate var mailHTML: HTMLText {
    switch self {
    case .paragraph(let text): return "<p>\(text.html)</p>"
    case .note(let text): return "<p style=\"\(MailStyle.soft);font-size:12px\">\(text.html)</p>"
    case .chart(let chart): return chart.mailHTML
    case .table(let table): return table.mailHTML
    case .list(let title, let items, let most):
      let head: HTMLText = title.isEmpty ? "" : "<h3 style=\"font-size:14px\">\(title)</h3>\n"
      let shown = items.prefix(most).map { "<li>\($0.html)</li>" as HTMLText }
      let more: HTMLText =
        items.count > most ? "\n<li>and \(grouped(items.count - most)) more</li>" : ""
      return head + "<ul>\n\(shown.joined(separator: "\n"))\(more)\n</ul>"
    }
  }
}

extension ReviewTable {
  fileprivate var mailHTML: HTMLText {
    let shown = columns.indices.filter { !columns[$0].isForPrograms }
    func style(_ index: Int) -> HTMLText {
      columns[index].kind == .text ? MailStyle.cell : MailStyle.number
    }
    let head = shown.map { index -> HTMLText in
      "<th scope=\"col\" style=\"\(style(index))\">\(columns[index].title)</th>"
    }
    let lines = rows.prefix(mostShown).map { row -> HTMLText in
      let cells = shown.map { index -> HTMLText in
        "<td style=\"\(style(index))\">\(row[index].shown.html)</td>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    let more = more(than: mostShown)
      .map { "\n<p style=\"\(MailStyle.soft)\">\($0.html)</p>" as HTMLText }
    return """
      <table style="border-collapse:collapse;font-size:13px">
      <caption style="text-align:left;\(MailStyle.soft)">\(caption)</caption>
      <thead><tr>\(head.joined())</tr></thead>
      <tbody>
      \(lines.joined(separator: "\n"))
      </tbody>
      </table>\(more ?? "")
      """
  }
}

extension ReviewChart {
  /// The weeks as rows whose bars are cells with a width.
  fileprivate var mailHTML: HTMLText {
    let most = max(bars.compactMap(\.value).max() ?? 0, 2 * target)
    let rows = bars.map { bar -> HTMLText in
      let width = Int(((bar.value ?? 0) / most * 160).rounded())
      return """
        <tr><th scope="row" style="\(MailStyle.cell);font-weight:normal">\(bar.label)</th>\
        <td style="\(MailStyle.cell)">\
        <div style="background:#0969da;height:12px;width:\(width)px"></div></td>\
        <td style="\(MailStyle.number)">\(bar.shown)</td></tr>
        """
    }
    return """
      <table style="border-collapse:collapse;font-size:13px">
      <caption style="text-align:left;\(MailStyle.soft)">\(title); the target is \
      \(targetText)</caption>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }
}
