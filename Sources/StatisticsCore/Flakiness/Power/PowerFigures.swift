/// A share in percent with as many digits as it takes: `0.5 %`, `1 %`, `12 %`.
func percent(_ share: Double) -> String {
  // Two digits that count from 10 % down; a tenth of a percent is the least that is told.
  let tenths = Int((share * 1000).rounded())
  if tenths >= 100 || tenths % 10 == 0 && tenths > 0 { return "\((tenths + 5) / 10) %" }
  if tenths == 0 && share > 0 { return "under 0.1 %" }
  return tenths == 0 ? "0 %" : "\(tenths / 10).\(tenths % 10) %"
}

/// A probability with two digits; what is not certain is not told as certain.
func hundredths(_ probability: Double) -> String {
  let hundredths = Int((probability * 100).rounded())
  if hundredths >= 100 { return "over 0.99" }
  if hundredths <= 0 { return probability > 0 ? "under 0.01" : "0.00" }
  return hundredths < 10 ? "0.0\(hundredths)" : "0.\(hundredths)"
}
