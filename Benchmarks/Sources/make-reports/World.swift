/// How the tests of a seed do in one run.
///
/// Each answer is a function of the numbers alone, so that any part of a report can be made without
/// the rest.
struct World {
  var seed: UInt64
  var run: Int
  /// The share of cases that fail in a run, in thousandths.
  var failing: Int
  /// The share of cases that print something in a run, in thousandths.
  var printing: Int
  /// The share of cases that are skipped in every run, in thousandths.
  var skipped: Int
  /// The bytes of what a case prints or fails with.
  var textSizes: ClosedRange<Int>

  /// How a case does.
  enum Conduct {
    case passes, fails, prints, isSkipped
  }

  func conduct(of testCase: Int) -> Conduct {
    if below(1000, .isSkipped, testCase) < skipped { return .isSkipped }
    if fails(testCase) { return .fails }
    return below(1000, .printing, testCase, run) < printing ? .prints : .passes
  }

  /// Whether a case fails in the run.
  ///
  /// As in real suites, a tenth of the tests has all the failures, unless they are too many for that.
  private func fails(_ testCase: Int) -> Bool {
    let unsteady = failing <= 50 ? 100 : 1000
    guard failing > 0, below(1000, .steadiness, testCase) < unsteady else { return false }
    return below(unsteady, .failing, testCase, run) < failing
  }

  /// How long a case takes, in microseconds: half a millisecond to two seconds for most, and within
  /// a quarter of that from run to run.
  func microseconds(of testCase: Int) -> Int {
    let typical = 700 << below(11, .speed, testCase) + below(700, .typicalTime, testCase)
    return typical * (750 + below(500, .time, testCase, run)) / 1000
  }

  /// The bytes of a case's text, the same in every run; short ones are more frequent.
  func textSize(of testCase: Int) -> Int {
    let draw = below(1000, .textSize, testCase)
    let share = draw * draw / 1000 * draw / 1000
    return textSizes.lowerBound + (textSizes.upperBound - textSizes.lowerBound) * share / 1000
  }

  /// What a case's text is made from: a test mostly fails in the same words.
  func text(of testCase: Int) -> UInt64 { draw(.text, testCase, 0) }

  /// The number in a failure's message, which differs from run to run.
  func wrongAmount(of testCase: Int) -> Int { below(100_000, .wrongAmount, testCase, run) }

  private enum Purpose: UInt64 {
    case isSkipped = 1, steadiness, failing, printing, speed, typicalTime, time
    case textSize, text, wrongAmount
  }

  private func below(_ bound: Int, _ purpose: Purpose, _ testCase: Int, _ run: Int = 0) -> Int {
    Int(draw(purpose, testCase, run).multipliedFullWidth(by: UInt64(bound)).high)
  }

  private func draw(_ purpose: Purpose, _ testCase: Int, _ run: Int) -> UInt64 {
    var random = SplitMix64(state: seed &* 0x1000 &+ purpose.rawValue)
    random.state = random.next() &+ UInt64(testCase)
    random.state = random.next() &+ UInt64(run)
    return random.next()
  }
}

/// Steele, Lea and Flood's SplitMix64.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
