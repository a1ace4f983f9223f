/// The words names of tests and files are made of.
enum TestNaming {
  static let areas = [
    "admin", "cart", "docs", "mail", "orders", "shop", "stock", "users",
  ]

  /// Parameters and names that try a reader's escaping.
  static let awkwardNames = [
    "test_escapes[<b>&\"x\"]", "test_labels[prix-é€-日本]", "test_quotes['a'&<c>]",
  ]

  static func file(folder: String, number: Int) -> String {
    let area = areas[number % areas.count]
    let topic = topics[(number / areas.count + number) % topics.count]
    let round = number / (areas.count * topics.count)
    return "\(folder)/\(area)/test_\(topic)\(round > 0 ? "_\(round + 1)" : "").py"
  }

  /// The class a file has, named after its topic.
  static func className(ofFile file: String) -> String {
    let topic = file.split(separator: "/").last?.dropFirst(5).dropLast(3) ?? ""
    let words = topic.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return "Test" + words.joined()
  }

  static func function(_ random: inout SplitMix64) -> String {
    "test_\(random.pick(verbs))_\(random.pick(nouns))"
  }

  static func parameters(_ random: inout SplitMix64) -> [String] {
    let currencies = random.shuffled(["eur", "usd", "sek", "jpy"])
    return (0..<random.integer(in: 2...3)).map { index in
      "[\(random.integer(in: 0...99))-\(currencies[index])]"
    }
  }

  private static let topics = [
    "totals", "rules", "views", "export", "limits", "sync", "cache", "forms", "rates", "keys",
    "roles",
  ]

  private static let verbs = [
    "adds", "counts", "drops", "finds", "keeps", "loads", "merges", "orders", "reads", "rejects",
    "saves", "sends", "sorts", "splits", "updates", "waits",
  ]

  private static let nouns = [
    "fee", "batch", "code", "user", "draft", "empty", "bill", "item", "page", "price",
    "refund", "rows", "stock", "tax", "zero", "zone",
  ]
}
