/// Numbers as the tables have them.
enum Figures {
  /// A share of 1 with three decimals; a dash for none.
  static func decimal(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "–" }
    let thousandths = Int((value.magnitude * 1000).rounded())
    let rest = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "-" : ""
    return "\(sign)\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// A share with its numbers: `0.950 (19 of 20)`.
  static func share(_ share: Share) -> String {
    share.whole == 0 ? "–" : "\(decimal(share.value)) (\(share.part) of \(share.whole))"
  }
}
