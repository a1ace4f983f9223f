import StatisticsCore
import TestModel

/// On which days which test flaked.
extension FlakyReportPage {
  /// The tests of the map; more rows than these nobody compares.
  private static let mostMapped = 50

  /// The flaky tests by day, with the number of flakes in each cell.
  var heatMap: Section? {
    let flaked = listed.filter { !$0.evidence.isEmpty }
    guard !flaked.isEmpty else { return nil }
    let days = FlakeDays(from: assessment.from, asOf: assessment.asOf)
    let shown = flaked.prefix(FlakyReportPage.mostMapped)
    let caption: HTMLText = "Flakes \(days.unit) of \(plural(shown.count, "flaky test")), in UTC"
    let rest: HTMLText =
      flaked.count > shown.count
      ? """

      <p class="soft">Of \(grouped(flaked.count)) tests that flaked, the \(grouped(shown.count)) \
      that cost most are shown.</p>
      """ : ""
    return Section(
      id: "days",
      title: "Flakes by day",
      summary: "",
      body: """
        \(heatMapKey)
        <div class="wide" role="region" tabindex="0" aria-label="\(caption)">
        <table class="heat">
        <caption><span>\(caption)</span></caption>
        \(heatMapHead(days))
        <tbody>
        \(shown.map { heatMapRow($0, days) }.joined(separator: "\n"))
        </tbody>
        </table>
        </div>\(rest)
        """
    )
  }

  /// The months, and below them the days.
  private func heatMapHead(_ days: FlakeDays) -> HTMLText {
    let first = (0..<days.bars).map { days.firstDay + $0 * days.daysPerBar }
    var months: [(name: String, bars: Int)] = []
    for day in first {
      let name = String(Timestamp(day: day).isoDate.prefix(7))
      if months.last?.name == name {
        months[months.count - 1].bars += 1
      } else {
        months.append((name, 1))
      }
    }
    let groups = months.map { month -> HTMLText in
      "<th scope=\"colgroup\" colspan=\"\(month.bars)\">\(month.name)</th>"
    }
    let columns = first.map { day -> HTMLText in
      let date = Timestamp(day: day).isoDate
      return "<th scope=\"col\"><time datetime=\"\(date)\">\(String(date.suffix(2)))</time></th>"
    }
    let spans = months.map { "<colgroup span=\"\($0.bars)\"></colgroup>" as HTMLText }
    return """
      <colgroup></colgroup>\(spans.joined())
      <thead><tr><th scope="col" rowspan="2">Test</th>\(groups.joined())</tr>
      <tr>\(columns.joined())</tr></thead>
      """
  }

  private func heatMapRow(_ test: TestAssessment, _ days: FlakeDays) -> HTMLText {
    var flakes = Array(repeating: 0, count: days.bars)
    for flake in test.evidence {
      if let bar = days.bar(of: flake.at) { flakes[bar] += 1 }
    }
    let ran = strips[test.test.id].map { strip in
      Set(strip.days.compactMap { days.bar(of: Timestamp(day: $0)) })
    }
    let cells = flakes.enumerated().map { bar, count -> HTMLText in
      guard count == 0 else { return heatMapCell(count) }
      return ran?.contains(bar) == false ? "<td></td>" : "<td>0</td>"
    }
    let shown = test.test.testID.displayName
    return """
      <tr><th scope="row"><a href="#test-\(test.test.stableID)"><code>\
      \(breakable: shown.isEmpty ? "(no name)" : shown)</code></a></th>\(cells.joined())</tr>
      """
  }
}

/// A number of flakes on a ground that rises with it.
private func heatMapCell(_ count: Int) -> HTMLText {
  let step =
    switch count {
    case 1: 1
    case 2: 2
    case 3...4: 3
    default: 4
    }
  return "<td class=\"d\(step)\">\(grouped(count))</td>"
}

private let heatMapKey: HTMLText = """
  <p>The number is that of the flakes; the ground rises with it. Where nothing stands the test did \
  not run.</p>
  <ul class="key">
  <li><span class="heat d1">1</span> one flake</li>
  <li><span class="heat d2">2</span> two</li>
  <li><span class="heat d3">3</span> three or four</li>
  <li><span class="heat d4">5</span> five or more</li>
  <li><span class="heat">0</span> it ran, and did not flake</li>
  </ul>
  """

/// The look of the map: the ground fills a quarter of the cell a step, so that the steps differ for
/// eyes that tell no colors apart, too.
let heatMapStyle: HTMLText = """
  .heat { font-variant-numeric: tabular-nums; width: auto;
    -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .heat td, span.heat { text-align: center; min-width: 1.6rem; padding: .3rem .2rem;
    color: var(--soft); border-left: 1px solid var(--line); }
  span.heat { border: 1px solid var(--line); line-height: 1.2; }
  .heat thead th { padding: .2rem; text-align: center; font-weight: 400; color: var(--soft); }
  .heat thead th[rowspan] { text-align: left; color: var(--ink); font-weight: 600; }
  .heat thead th[colspan] { text-align: left; border-left: 1px solid var(--rule); }
  .heat tbody th { padding: .3rem .75rem .3rem 0; max-width: 24rem; }
  .heat.d1, .heat.d2, .heat.d3, .heat.d4, .heat .d1, .heat .d2, .heat .d3, .heat .d4 {
    color: var(--ink); font-weight: 600; --fill: 25%;
    background: linear-gradient(to top, var(--warm) var(--fill), transparent var(--fill)); }
  .heat.d2, .heat .d2 { --fill: 50%; }
  .heat.d3, .heat .d3 { --fill: 75%; }
  .heat.d4, .heat .d4 { --fill: 100%; }
  """
