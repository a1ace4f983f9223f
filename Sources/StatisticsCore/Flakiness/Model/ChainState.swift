/// One number for each state of the chain: whether the test is flaky (not yet, now, no longer), times
/// what state its code is in.
///
/// The four lanes are the states of the code on the default branch: good, broken for some commits,
/// broken for long, and broken on the suspicious variants only.
struct ChainState {
  /// Not flaky yet.
  var before: SIMD4<Double>
  /// Flaky.
  var now: SIMD4<Double>
  /// Flaky no longer.
  var after: SIMD4<Double>

  /// The lane in which the code is good.
  static let good = 0
  /// The lane in which the code is broken, and is mended soon.
  static let broken = 1
  /// The lane in which the code is broken, and stays so for long.
  static let brokenForLong = 2
  /// The lane in which the code is broken on the suspicious variants.
  static let variants = 3

  var sum: Double { (before + now + after).sum() }

  static let ones = ChainState(before: .one, now: .one, after: .one)

  mutating func scale(by factor: Double) {
    before *= factor
    now *= factor
    after *= factor
  }

  func times(_ other: ChainState) -> ChainState {
    ChainState(before: before * other.before, now: now * other.now, after: after * other.after)
  }

  /// Divides all by their sum, and returns the sum; leaves nothing but zeros alone.
  mutating func normalize() -> Double {
    let sum = self.sum
    if sum > 0 { scale(by: 1 / sum) }
    return sum
  }
}

/// The likelihood of what one piece of code showed, by state of the code.
struct Emission {
  /// While the test is not flaky.
  var quiet: SIMD4<Double>
  /// While it is.
  var flaky: SIMD4<Double>

  func times(_ state: ChainState) -> ChainState {
    ChainState(
      before: state.before * quiet,
      now: state.now * flaky,
      after: state.after * quiet
    )
  }
}

/// A matrix between the three states of flakiness.
struct FlakeMatrix {
  var rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  static let identity = FlakeMatrix(rows: ([1, 0, 0], [0, 1, 0], [0, 0, 1]))

  func times(_ other: FlakeMatrix) -> FlakeMatrix {
    func row(_ row: SIMD3<Double>) -> SIMD3<Double> {
      other.rows.0 * row.x + other.rows.1 * row.y + other.rows.2 * row.z
    }
    return FlakeMatrix(rows: (row(rows.0), row(rows.1), row(rows.2)))
  }

  /// The matrix times itself, by repeated squaring.
  func power(_ exponent: Int) -> FlakeMatrix {
    var result = FlakeMatrix.identity
    var base = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = result.times(base) }
      rest >>= 1
      if rest > 0 { base = base.times(base) }
    }
    return result
  }

  /// A row vector times the matrix.
  func forward(_ vector: SIMD3<Double>) -> SIMD3<Double> {
    rows.0 * vector.x + rows.1 * vector.y + rows.2 * vector.z
  }

  /// The matrix times a column vector.
  func backward(_ vector: SIMD3<Double>) -> SIMD3<Double> {
    [(rows.0 * vector).sum(), (rows.1 * vector).sum(), (rows.2 * vector).sum()]
  }
}
