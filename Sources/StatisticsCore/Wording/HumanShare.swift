/// A share from 0 to 1 as people read it, with two digits that say something: `0.35 %`, `4.1 %`,
/// `12 %`, `under 0.01 %`; zeros at the end are left out.
///
/// What is not quite everything is never rounded to `100 %`, and what is not nothing never to `0 %`.
public func humanPercentage(_ share: Double) -> String {
  guard share > 0 else { return "0 %" }
  if share >= 1 { return "100 %" }
  // Each is rounded from the share itself: 4.446 % is 4.4 %, and would be 4.5 % by way of 4.45 %.
  let hundredths = Int((share * 10_000).rounded())
  if hundredths < 1 { return "under 0.01 %" }
  if hundredths < 10 { return "0.0\(hundredths) %" }
  if hundredths < 100 {
    return hundredths % 10 == 0 ? "0.\(hundredths / 10) %" : "0.\(hundredths) %"
  }
  let tenths = Int((share * 1000).rounded())
  if tenths < 100 {
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
  let whole = Int((share * 100).rounded())
  return whole < 100 ? "\(whole) %" : "over 99 %"
}

/// A probability from 0 to 1 with two digits: `0.07`; what is not certain is not told as certain.
public func humanProbability(_ probability: Double) -> String {
  guard probability > 0 else { return "0.00" }
  if probability >= 1 { return "1.00" }
  let hundredths = Int((probability * 100).rounded())
  if hundredths < 1 { return "under 0.01" }
  if hundredths >= 100 { return "over 0.99" }
  return hundredths < 10 ? "0.0\(hundredths)" : "0.\(hundredths)"
}

/// A number that is not negative with one decimal: `1.4`.
func oneDecimal(_ value: Double) -> String {
  guard value > 0 else { return "0.0" }
  let tenths = Int((min(value, 1e9) * 10).rounded())
  return "\(tenths / 10).\(tenths % 10)"
}
