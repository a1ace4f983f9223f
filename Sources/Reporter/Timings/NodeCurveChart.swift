import StatisticsCore
import TestModel

/// What each number of nodes takes, as a line with a point each, over the time of the longest file.
///
/// The scale begins at 0, so that heights compare; the words of its label say the same to those who
/// do not see it, and the table after it has the numbers.
func nodeCurveChart(_ curve: SplitOutlook, nodes: Int) -> HTMLText {
  let chart = ChartScale(curve)
  guard let first = curve.points.first, let last = curve.points.last, curve.points.count > 1 else {
    return ""
  }
  let words = """
    \(plural(first.nodes, "node")): \(span(first.makespan)); \(plural(last.nodes, "node")): \
    \(span(last.makespan)); the longest file takes \(span(curve.floor))
    """
  let line = curve.points.map { "\(chart.x($0.nodes)) \(chart.y($0.makespan))" }
  let points = curve.points.map { point -> HTMLText in
    let radius = point.nodes == nodes ? "5" : "2.5"
    let kind: HTMLText = point.nodes == nodes ? " class=\"now\"" : ""
    return """
      <circle\(kind) cx="\(String(chart.x(point.nodes)))" cy="\(String(chart.y(point.makespan)))" \
      r="\(radius)"/>
      """
  }
  let floor = chart.y(curve.floor)
  return """
    <svg class="curve" role="img" aria-label="\(words)" viewBox="0 0 600 190">\
    <title>\(words)</title>\
    <path class="axis" d="M40 10V160H590"/>\
    <path class="floor" d="M40 \(String(floor))H590"/>\
    <path class="line" d="M\(line.joined(separator: "L"))"/>\
    \(points.joined())\
    <text x="\(String(chart.x(first.nodes) + 10))" y="16">\(span(chart.most))</text>\
    <text x="588" y="\(String(floor + 15))" text-anchor="end">longest file: \(span(curve.floor))</text>\
    \(chart.ticks.map { tick(chart.x($0), $0, isNow: $0 == nodes) }.joined())\
    </svg>
    """
}

private func tick(_ x: Double, _ nodes: Int, isNow: Bool) -> HTMLText {
  let count = nodes == 1 ? "1 node" : "\(nodes)"
  let label = isNow ? "\(count) (now)" : count
  return "<text x=\"\(String(x))\" y=\"178\" text-anchor=\"middle\">\(label)</text>"
}

/// Where numbers of nodes and times stand in the chart.
private struct ChartScale {
  let most: Int64
  let ticks: [Int]
  private let last: Int

  init(_ curve: SplitOutlook) {
    most = max(1, curve.points.map(\.makespan).max() ?? 1)
    last = max(2, curve.points.map(\.nodes).max() ?? 2)
    let step = max(1, (last + 9) / 10)
    ticks = curve.points.map(\.nodes).filter { $0 == 1 || $0 % step == 0 }
  }

  func x(_ nodes: Int) -> Double {
    (60 + 510 * Double(nodes - 1) / Double(last - 1)).rounded(places: 1)
  }

  func y(_ time: Int64) -> Double {
    (160 - 145 * Double(time) / Double(most)).rounded(places: 1)
  }
}
