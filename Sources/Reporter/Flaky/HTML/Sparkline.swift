import StatisticsCore
import TestModel

/// A window cut into the days, or groups of days, of a sparkline.
struct FlakeDays {
  /// More bars than this cannot be told apart in a table's cell.
  static let mostBars = 60

  let firstDay: Int
  let days: Int
  /// The days of one bar.
  let daysPerBar: Int

  init(from: Timestamp, asOf: Timestamp) {
    // The last day of a window that ends at midnight is the day before.
    let lastDay = max(from.day, asOf.adding(milliseconds: -1).day)
    firstDay = from.day
    days = lastDay - from.day + 1
    daysPerBar = (days + FlakeDays.mostBars - 1) / FlakeDays.mostBars
  }

  var bars: Int { (days + daysPerBar - 1) / daysPerBar }

  /// What a bar counts, as in "flakes per day".
  var unit: String { daysPerBar == 1 ? "per day" : "per \(plural(daysPerBar, "day"))" }

  func bar(of moment: Timestamp) -> Int? {
    let day = moment.day - firstDay
    return (0..<days).contains(day) ? day / daysPerBar : nil
  }
}

/// The flakes of a test over the window as bars, with the same in words for those who do not see
/// them, and the height of the highest bar beneath, because every row has a scale of its own.
func sparkline(_ evidence: [FlakeEvidence], days: FlakeDays) -> HTMLText {
  var counts = Array(repeating: 0, count: days.bars)
  for flake in evidence {
    if let bar = days.bar(of: flake.at) { counts[bar] += 1 }
  }
  let most = counts.max() ?? 0
  let bars = counts.enumerated().filter { $0.element > 0 }.map { bar, count -> HTMLText in
    let height = max(2, count * 20 / most)
    return "M\(bar * 4) 20v\(-height)h3v\(height)z"
  }
  let period = days.daysPerBar == 1 ? "day" : "\(days.daysPerBar)-day period"
  let words = """
    \(plural(evidence.count, "flake")) on \(plural(bars.count, period)) of \(grouped(days.bars)), \
    at most \(grouped(most)) \(days.unit)
    """
  return """
    <svg role="img" aria-label="\(words)" viewBox="0 0 \(days.bars * 4) 21" \
    preserveAspectRatio="none"><title>\(words)</title>\
    <path d="M0 20h\(days.bars * 4)v1h-\(days.bars * 4)z"/>\
    <path d="\(bars.joined())"/></svg>\
    <span class="under">at most \(grouped(most))</span>
    """
}
