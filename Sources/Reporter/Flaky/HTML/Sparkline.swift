import StatisticsCore
import TestModel

/// The flakes of a test per day as bars, with the same in words for those who do not see them.
func sparkline(_ evidence: [FlakeEvidence], from: Timestamp, asOf: Timestamp) -> String {
  // The last day of a window that ends at midnight is the day before.
  let last = max(from.day, asOf.adding(milliseconds: -1).day)
  let days = last - from.day + 1
  var counts: [Int: Int] = [:]
  for flake in evidence { counts[flake.at.day - from.day, default: 0] += 1 }
  let most = max(1, counts.values.max() ?? 1)
  let bars = counts.sorted { $0.key < $1.key }.map { day, count -> String in
    let height = max(2, count * 20 / most)
    return "<rect x=\"\(day * 4)\" y=\"\(20 - height)\" width=\"3\" height=\"\(height)\"/>"
  }
  let words =
    "\(plural(evidence.count, "flake")) on \(plural(counts.count, "day")) of \(grouped(days)), "
    + "\(grouped(most)) at most on one day"
  return "<svg class=\"spark\" role=\"img\" aria-label=\"\(words)\" viewBox=\"0 0 \(days * 4) 20\" "
    + "preserveAspectRatio=\"none\" fill=\"currentColor\"><title>\(words)</title>"
    + "<rect x=\"0\" y=\"19.5\" width=\"\(days * 4)\" height=\"0.5\" opacity=\"0.5\"/>"
    + bars.joined() + "</svg>"
}
