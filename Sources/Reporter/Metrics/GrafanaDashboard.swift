/// The dashboard of the metrics for Grafana, to be imported by a person; it asks for the data source
/// to read from.
///
/// - Throws: what the encoder of JSON throws.
public func grafanaDashboard() throws -> String { try camelCaseJSON(GrafanaDashboard()) }

/// Source: the Grafana documentation, "Dashboard JSON model" (schema of version 39), and "Panel
/// options" of the kinds of panels.
private struct GrafanaDashboard: Encodable {
  let title = "Evenkeel: flaky tests and CI time"
  let uid = "evenkeel-metrics"
  let description = "Made by evenkeel metrics --format grafana; change it there."
  let schemaVersion = 39
  let version = 1
  let editable = true
  let tags = ["evenkeel", "ci", "tests"]
  let timezone = "utc"
  let refresh = "5m"
  let time = ["from": "now-28d", "to": "now"]
  let templating = GrafanaTemplating()
  let annotations: [String: [String]] = ["list": []]
  let panels: [GrafanaPanel]

  init() {
    var panels: [GrafanaPanel] = []
    var top = 0
    for row in DashboardRow.all {
      panels.append(GrafanaPanel(row: row.title, id: panels.count + 1, y: top))
      top += 1
      for (position, panel) in row.panels.enumerated() {
        let place = GrafanaPlace(h: 8, w: 8, x: position % 3 * 8, y: top + position / 3 * 8)
        panels.append(GrafanaPanel(panel, id: panels.count + 1, at: place))
      }
      top += (row.panels.count + 2) / 3 * 8
    }
    self.panels = panels
  }
}

private struct GrafanaTemplating: Encodable {
  struct Variable: Encodable {
    var name, label, type: String
    var query: String
    var datasource: GrafanaSource?
    var definition: String?
    var refresh: Int?
    var includeAll: Bool?
    var multi: Bool?
    var allValue: String?
    var sort: Int?
  }

  let list = [
    Variable(name: "datasource", label: "Data source", type: "datasource", query: "prometheus"),
    Variable(
      name: "repo",
      label: "Repository",
      type: "query",
      query: "label_values(\(MetricName.window.rawValue), repo)",
      datasource: GrafanaSource(),
      definition: "label_values(\(MetricName.window.rawValue), repo)",
      refresh: 2,
      includeAll: true,
      multi: true,
      allValue: ".*",
      sort: 1
    ),
  ]
}

private struct GrafanaSource: Encodable {
  let type = "prometheus"
  let uid = "${datasource}"
}

private struct GrafanaPlace: Encodable { var h, w, x, y: Int }

private struct GrafanaPanel: Encodable {
  struct Target: Encodable {
    var refId, expr, legendFormat: String
    var instant, range: Bool
    let datasource = GrafanaSource()
  }
  struct Step: Encodable {
    var color: String
    var value: Double?

    // The first step has no lower end: null, and not absent.
    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(color, forKey: .color)
      try container.encode(value, forKey: .value)
    }
    enum CodingKeys: CodingKey { case color, value }
  }
  struct Thresholds: Encodable {
    let mode = "absolute"
    var steps: [Step]
  }
  struct Defaults: Encodable {
    var unit: String
    let min = 0
    var thresholds: Thresholds
  }
  struct Overridden: Encodable {}
  struct FieldConfig: Encodable {
    var defaults: Defaults
    let overrides: [Overridden] = []
  }
  struct Options: Encodable {
    struct Reduced: Encodable {
      let calcs = ["lastNotNull"]
      let fields = ""
      let values = false
    }
    struct Legend: Encodable {
      let displayMode = "list"
      let placement = "bottom"
      let showLegend = true
    }
    var reduceOptions: Reduced?
    var legend: Legend?
    var textMode: String?
    var colorMode: String?
    var orientation: String?
  }

  var id: Int
  var type, title: String
  var gridPos: GrafanaPlace
  var collapsed: Bool?
  var panels: [Overridden]?
  var datasource: GrafanaSource?
  var targets: [Target]?
  var fieldConfig: FieldConfig?
  var options: Options?
}

extension GrafanaPanel {
  init(row title: String, id: Int, y: Int) {
    self.init(
      id: id,
      type: "row",
      title: title,
      gridPos: GrafanaPlace(h: 1, w: 24, x: 0, y: y),
      collapsed: false,
      panels: []
    )
  }

  init(_ panel: DashboardPanel, id: Int, at place: GrafanaPlace) {
    let isOverTime = panel.kind == .timeseries
    let targets = panel.queries.enumerated().map { position, query in
      Target(
        refId: String("ABCDEFGH".dropFirst(position).prefix(1)),
        expr: query.expression,
        legendFormat: query.legend,
        instant: !isOverTime,
        range: isOverTime
      )
    }
    self.init(
      id: id,
      type: panel.kind.rawValue,
      title: panel.title,
      gridPos: place,
      datasource: GrafanaSource(),
      targets: targets,
      fieldConfig: FieldConfig(
        defaults: Defaults(
          unit: panel.unit.rawValue,
          thresholds: Thresholds(steps: Self.steps(panel.limits))
        )
      ),
      options: Self.options(panel.kind)
    )
  }

  /// Blue, yellow and orange: told apart by people who do not see red and green.
  private static func steps(_ limits: (warning: Double, bad: Double)?) -> [Step] {
    guard let limits else { return [Step(color: "blue")] }
    return [
      Step(color: "blue"), Step(color: "yellow", value: limits.warning),
      Step(color: "dark-orange", value: limits.bad),
    ]
  }

  private static func options(_ kind: DashboardPanel.Kind) -> Options {
    switch kind {
    case .timeseries: Options(legend: Options.Legend())
    case .stat:
      Options(reduceOptions: Options.Reduced(), textMode: "value_and_name", colorMode: "value")
    case .bargauge: Options(reduceOptions: Options.Reduced(), orientation: "horizontal")
    }
  }
}
