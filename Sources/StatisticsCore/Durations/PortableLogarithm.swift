/// Logarithms of times and sizes out of additions, multiplications and divisions alone.
///
/// The last bit of libm's differs between platforms, and with it a split might. In whole 4,096ths, so
/// that sums of them are the same in any order.
enum PortableLogarithm {
  /// The parts of 1.
  static let parts = 4096.0

  /// The natural logarithm of a number of 1 or more, in parts.
  static func parts(of number: Int64) -> Int {
    Int((log(Double(max(number, 1))) * parts).rounded())
  }

  /// The number whose logarithm, in parts, this is.
  static func number(of logarithm: Double) -> Double { exp(logarithm / parts) }

  /// ln s = 2 artanh((s − 1)/(s + 1)), and the series of artanh (Abramowitz and Stegun, 4.1.27).
  static func log(_ x: Double) -> Double {
    let half = x.significand > 1.4142135623730951
    let s = half ? x.significand / 2 : x.significand
    let t = (s - 1) / (s + 1)
    let square = t * t
    var sum = 0.0
    for odd in stride(from: 17, through: 1, by: -2) { sum = sum * square + 1 / Double(odd) }
    return 2 * t * sum + Double(Int(x.exponent) + (half ? 1 : 0)) * ln2
  }

  /// e^x = 2^k · e^r with |r| ≤ ln 2 / 2, and the series of e^r.
  static func exp(_ x: Double) -> Double {
    let held = min(max(x, -700), 700)
    let power = (held / ln2).rounded()
    let rest = held - power * ln2
    var sum = 1.0
    for index in stride(from: 14, through: 1, by: -1) { sum = 1 + sum * rest / Double(index) }
    return Double(sign: .plus, exponent: Int(power), significand: sum)
  }

  private static let ln2 = 0.693147180559945309
}
