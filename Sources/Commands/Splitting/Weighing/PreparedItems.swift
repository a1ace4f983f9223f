import Ingester
import StatisticsCore
import TestModel

/// The items of a split, ready to be found by what timings name.
struct PreparedItems: Sendable {
  let items: [String]
  private let checkout: String
  private let kinds: [ReportedTiming.Kind]
  /// For the first of the kinds; the others are seldom needed.
  private let first: ItemMatcher?

  init(_ items: [String], _ type: TimingsType, checkout: String) {
    self.items = items
    self.checkout = checkout
    kinds = type.kinds
    first = kinds.first.map { ItemMatcher(items, kind: $0, checkout: checkout) }
  }

  /// What is known of the items; none where there are no timings at all.
  ///
  /// Of the kinds that they may be, the one that knows most of them, and of several that know as many
  /// the first.
  func best(of source: SourceTimings) throws -> MatchedTimings? {
    var best: MatchedTimings?
    var hasTimings = false
    for kind in kinds {
      let suite = try source.estimates(of: kind)
      hasTimings = hasTimings || !suite.names.isEmpty
      let matched = try MatchedTimings(
        items,
        matcher: matcher(kind),
        suite: suite,
        imported: {
          let imported = try source.imported()
          hasTimings = hasTimings || !imported.isEmpty
          return imported
        },
        checkout: checkout
      )
      if matched.known > best?.known ?? -1 { best = matched }
      if matched.known == items.count { break }
    }
    return hasTimings ? best : nil
  }

  private func matcher(_ kind: ReportedTiming.Kind) -> ItemMatcher {
    if let first, first.kind == kind { return first }
    return ItemMatcher(items, kind: kind, checkout: checkout)
  }
}

extension ItemMatcher {
  /// Prepares for the items of a split, whose files may be named from the checkout or absolutely.
  init(_ items: [String], kind: ReportedTiming.Kind, checkout: String) {
    let keys =
      kind == .file ? items.map { normalizedPath($0, checkoutFolders: [checkout]) } : items
    self.init(keys: keys, kind: kind)
  }
}
