public import StatisticsCore

/// The weekly review as a message for Slack: the JSON that an incoming webhook or `chat.postMessage` takes.
///
/// - Throws: what the encoder of JSON throws, which these values give no reason for.
public func reviewSlack(
  _ review: WeeklyReview,
  _ assumptions: ReviewAssumptions = ReviewAssumptions()
) throws -> String {
  try camelCaseJSON(SlackMessage(ReviewPage(review, assumptions)))
}

/// A message in Slack's Block Kit.
struct SlackMessage: Encodable, Sendable {
  struct Text: Encodable, Sendable {
    var type: String
    var text: String
    /// Whether nothing that looks like an address or a channel becomes a link; of mrkdwn alone.
    var verbatim: Bool?
  }

  struct Block: Encodable, Sendable {
    var type: String
    var text: Text?
    var elements: [Text]?
  }

  /// Slack's own limits: https://docs.slack.dev/reference/block-kit/blocks.
  enum Limit {
    static let blocks = 50
    static let section = 3000
    static let header = 150
    /// Nowhere documented: at some 13,200 characters in all blocks Slack answers `msg_blocks_too_long`
    /// (bolt-js, issue 2509).
    static let message = 12_000
  }

  /// What notifications show.
  var text: String
  var blocks: [Block]

  /// Creates the longest message that Slack takes: first the lists get shorter, and then the last
  /// sections go.
  init(_ page: ReviewPage) {
    let ladder =
      [8, 5, 3, 1].map { (rows: $0, sections: page.sections.count) }
      + page.sections.indices.reversed().map { (rows: 1, sections: $0) }
    let messages = ladder.lazy.map { SlackMessage(page, rows: $0.rows, sections: $0.sections) }
    self = messages.first(where: \.fits) ?? SlackMessage(page, rows: 0, sections: 0)
  }

  private init(_ page: ReviewPage, rows: Int, sections count: Int) {
    let answer = page.answer.map(\.slack)
    text = String((answer.first ?? page.title).prefix(Limit.section))
    blocks = [
      Block(
        type: "header",
        text: Text(type: "plain_text", text: String(page.title.prefix(Limit.header)))
      ),
      Block(type: "context", elements: [.mrkdwn(page.subtitle.slack)]),
    ]
    let first = answer.first.map { "*\($0)*" }
    blocks += sections(of: [first].compactMap { $0 } + answer.dropFirst())
    for section in page.sections.prefix(count) {
      blocks += sections(of: ["*\(section.title)*"] + section.blocks.flatMap { $0.slack(rows) })
    }
    if count < page.sections.count {
      blocks += sections(of: ["The whole review has more; it was too long for a message."])
    }
  }

  private var fits: Bool {
    let texts = blocks.flatMap { [$0.text].compactMap { $0 } + ($0.elements ?? []) }
    return blocks.count <= Limit.blocks
      && texts.reduce(0) { $0 + $1.text.utf16.count } <= Limit.message
  }
}

extension SlackMessage.Text {
  fileprivate static func mrkdwn(_ text: String) -> SlackMessage.Text {
    SlackMessage.Text(type: "mrkdwn", text: text, verbatim: true)
  }
}

/// Lines as sections, as many as it takes for none to be too long.
private func sections(of lines: [String]) -> [SlackMessage.Block] {
  var texts: [String] = []
  for line in lines {
    let line = String(line.prefix(SlackMessage.Limit.section / 2))
    if let last = texts.last,
      last.utf16.count + 1 + line.utf16.count <= SlackMessage.Limit.section
    {
      texts[texts.count - 1] = last + "\n" + line
    } else {
      texts.append(line)
    }
  }
  return texts.map { SlackMessage.Block(type: "section", text: .mrkdwn($0)) }
}

extension ReviewPage.Block {
  /// The lines that a message has of the block.
  fileprivate func slack(_ rows: Int) -> [String] {
    switch self {
    case .paragraph(let text): return [text.slack]
    case .note, .chart: return []
    case .table(let table): return table.lines(rows: rows, cells: 4).map { "• \($0.slack)" }
    case .list(let title, let items, _):
      let more = items.count > rows ? ["• and \(grouped(items.count - rows)) more"] : []
      return (title.isEmpty ? [] : ["_\(title)_"]) + items.prefix(rows).map { "• \($0.slack)" }
        + more
    }
  }
}

extension ReviewText {
  /// The text in Slack's mrkdwn, whose control characters are `&`, `<` and `>`; what else it gives a
  /// meaning cannot be escaped, and is parted from what would complete it by a space of no width.
  var slack: String {
    rendered { piece in
      switch piece {
      case .words(let words): escaped(words)
      case .name(let name):
        "`" + escaped(name.isEmpty ? "(no name)" : MarkdownText.oneLine(name), replacing: "`") + "`"
      case .prose(let prose): escaped(MarkdownText.oneLine(prose), parting: "*_~`:@#")
      }
    }
  }
}

private func escaped(_ text: String, replacing: String = "", parting: String = "") -> String {
  text.unicodeScalars.map { scalar -> String in
    switch scalar {
    case "&": return "&amp;"
    case "<": return "&lt;"
    case ">": return "&gt;"
    default:
      if replacing.unicodeScalars.contains(scalar) { return "'" }
      return parting.unicodeScalars.contains(scalar) ? "\(scalar)\u{200B}" : "\(scalar)"
    }
  }
  .joined()
}
