/// The only source of randomness of a simulation: Steele, Lea and Flood's SplitMix64.
package struct SplitMix64: Sendable {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mixed(state)
  }

  /// A stream of its own for `labels`, so that drawing more in one place changes nothing elsewhere.
  func fork(_ labels: Int...) -> SplitMix64 {
    var derived = Self.mixed(state ^ 0xA076_1D64_78BD_642F)
    for label in labels {
      let step = UInt64(bitPattern: Int64(label)) &+ 1
      derived = Self.mixed(derived &+ 0x9E37_79B9_7F4A_7C15 &* step)
    }
    return SplitMix64(seed: derived)
  }

  /// A value in 0..<1.
  package mutating func uniform() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  package mutating func chance(_ probability: Double) -> Bool {
    uniform() < probability
  }

  package mutating func integer(in range: ClosedRange<Int>) -> Int {
    let span = UInt64(range.upperBound - range.lowerBound) + 1
    return range.lowerBound + Int(next().multipliedFullWidth(by: span).high)
  }

  /// A value between two fractions of a whole.
  mutating func fraction(in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
  }

  /// Nearly normal: four uniforms, which need no logarithm and so no platform's libm.
  package mutating func normal() -> Double {
    let sum = uniform() + uniform() + uniform() + uniform()
    // Their variance is a third.
    return (sum - 2) * 1.7320508075688772
  }

  package mutating func lognormal(median: Double, sigma: Double) -> Double {
    median * portableExponential(sigma * normal())
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[integer(in: 0...(elements.count - 1))]
  }

  /// One of the elements; nothing, and nothing drawn, when there are none.
  mutating func pickIfAny<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : pick(elements)
  }

  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, integer(in: 0...last))
    }
    return result
  }

  mutating func hexadecimal(digits: Int) -> String {
    let alphabet = Array("0123456789abcdef")
    var text = ""
    for _ in 0..<digits { text.append(alphabet[integer(in: 0...15)]) }
    return text
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
