/// A text format of metrics.
public enum MetricsFormat: Sendable {
  /// OpenMetrics 1.0, which Prometheus's textfile collector reads as well.
  case openMetrics
  /// Prometheus's text format 0.0.4, as the Pushgateway takes it.
  case prometheus
}

/// The metrics as text, by name and then by labels; the same values give the same bytes.
public func metricsText(_ request: MetricsRequest, as format: MetricsFormat) -> String {
  var text = ""
  for family in request.families {
    let name = family.name.rawValue
    text += "# HELP \(name) \(escapedHelp(family.name.help))\n# TYPE \(name) gauge\n"
    if format == .openMetrics, let unit = family.name.unit { text += "# UNIT \(name) \(unit)\n" }
    let lines = family.samples.map { name + labelText($0.labels) + " " + numberText($0.value) }
    // By bytes, so that no rule of a language decides.
    text += lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: "\n")
    text += "\n"
  }
  if format == .openMetrics { text += "# EOF\n" }
  return text
}

private func labelText(_ labels: [(name: String, value: String)]) -> String {
  guard !labels.isEmpty else { return "" }
  let pairs = labels.map { "\($0.name)=\"\(escapedLabel($0.value))\"" }
  return "{" + pairs.joined(separator: ",") + "}"
}

/// A label's value with its backslashes, line feeds and double quotes escaped.
///
/// Source: OpenMetrics 1.0, "Escaping". By scalars: a combining character behind a quote does not
/// make it another one.
private func escapedLabel(_ text: String) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": escaped.append(contentsOf: "\\\\".unicodeScalars)
    case "\"": escaped.append(contentsOf: "\\\"".unicodeScalars)
    case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}

private func escapedHelp(_ text: String) -> String {
  text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
}

private func numberText(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
}
