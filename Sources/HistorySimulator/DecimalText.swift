/// Decimals by integer arithmetic, so that no platform's formatter has a say in them.
enum DecimalText {
  /// Milliseconds as seconds with three decimals, as JUnit XML has them.
  static func seconds(milliseconds: Int) -> String {
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// Milliseconds as seconds with one decimal, as the manifest has them.
  static func tenthsOfSeconds(milliseconds: Int) -> String {
    let tenths = (milliseconds + 50) / 100
    return "\(tenths / 10).\(tenths % 10)"
  }

  /// A number to four decimals, without the zeros at its end.
  static func shortened(_ number: Double) -> String {
    let scaled = Int((number.magnitude * 10_000).rounded())
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard scaled % 10_000 > 0 else { return sign + String(scaled / 10_000) }
    var rest = String(scaled % 10_000)
    rest = String(repeating: "0", count: 4 - rest.count) + rest
    while rest.hasSuffix("0") { rest.removeLast() }
    return sign + "\(scaled / 10_000).\(rest)"
  }
}
