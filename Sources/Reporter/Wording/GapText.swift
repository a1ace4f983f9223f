/// A share over something as a percentage with the digits that tell: `0.02 %`, `3.1 %`, `12 %`.
public func gapText(_ gap: Double) -> String {
  let percent = gap * 100
  let places = percent < 1 ? 100.0 : percent < 10 ? 10.0 : 1.0
  let rounded = (percent * places).rounded() / places
  return rounded == rounded.rounded() ? "\(Int(rounded)) %" : "\(rounded) %"
}
