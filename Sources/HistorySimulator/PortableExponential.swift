/// The exponential function out of additions and multiplications alone.
///
/// The last bit of libm's differs between platforms, and with it a rounded duration might.
package func portableExponential(_ x: Double) -> Double {
  let ln2 = 0.693147180559945309
  let power = (x / ln2).rounded()
  let rest = x - power * ln2
  var term = 1.0
  var sum = 1.0
  for index in 1...12 {
    term *= rest / Double(index)
    sum += term
  }
  let step = power < 0 ? 0.5 : 2.0
  for _ in 0..<Int(power.magnitude) { sum *= step }
  return sum
}
