/// A line of Prometheus's text format, read by other code than that which writes it.
public struct MetricSeries: Hashable, Sendable {
  /// The metric.
  public var name: String
  /// The labels by name, without what escapes them.
  public var labels: [String: String] = [:]
  /// The number.
  public var value: Double

  /// Reads a line; none of one that is not as it should be.
  public init?(_ line: some StringProtocol) {
    var rest = Substring(line).unicodeScalars
    let letters = rest.prefix { ("a"..."z").contains($0) || $0 == "_" }
    name = String(letters)
    rest = rest.dropFirst(letters.count)
    if rest.first == "{" {
      repeat {
        rest = rest.dropFirst()
        let letters = rest.prefix { ("a"..."z").contains($0) || $0 == "_" }
        rest = rest.dropFirst(letters.count)
        guard rest.starts(with: "=\"".unicodeScalars) else { return nil }
        rest = rest.dropFirst(2)
        guard let value = Self.value(&rest),
          labels.updateValue(value, forKey: String(letters)) == nil
        else { return nil }
      } while rest.first == ","
      guard rest.first == "}" else { return nil }
      rest = rest.dropFirst()
    }
    guard rest.first == " ", let value = Double(String(rest.dropFirst())) else { return nil }
    self.value = value
  }

  private static func value(_ rest: inout Substring.UnicodeScalarView) -> String? {
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst(), scalar != "\"" {
      guard scalar == "\\" else {
        text.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\\": text.append("\\")
      case "\"": text.append("\"")
      case "n": text.append("\n")
      default: return nil
      }
    }
    return String(text)
  }

  /// Reads all the lines that are no comments; none where one is not as it should be.
  ///
  /// By bytes, as a reader does: what Unicode joins with a line feed does not hide it.
  public static func all(in text: String) -> [MetricSeries]? {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
      .filter { $0.first != UInt8(ascii: "#") }
    let series = lines.compactMap { MetricSeries(String(decoding: $0, as: UTF8.self)) }
    return series.count == lines.count ? series : nil
  }
}
