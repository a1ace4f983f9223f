/// A share from 0 to 1 as people read it, with two digits that say something: `0.35 %`, `4.1 %`,
/// `12 %`, `under 0.01 %`.
///
/// What is not quite everything is never rounded to `100 %`, and what is not nothing never to `0 %`.
func humanPercentage(_ share: Double) -> String {
  if share <= 0 { return "0 %" }
  if share >= 1 { return "100 %" }
  let hundredths = Int((share * 10_000).rounded())
  if hundredths < 1 { return "under 0.01 %" }
  if hundredths < 100 { return "0.\(hundredths < 10 ? "0" : "")\(hundredths) %" }
  if hundredths >= 9950 { return "over 99 %" }
  if hundredths < 995 {
    let tenths = (hundredths + 5) / 10
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
  return "\((hundredths + 50) / 100) %"
}

/// A number from 0 to 1 with two digits: `0.07`; what is not certain is not told as certain.
func hundredths(_ number: Double) -> String {
  let hundredths = Int((number * 100).rounded())
  if number >= 1 { return "1.00" }
  if hundredths >= 100 { return "over 0.99" }
  return "0.\(hundredths < 10 ? "0" : "")\(max(0, hundredths))"
}
