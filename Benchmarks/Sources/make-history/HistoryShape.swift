/// How the tests of a made history do in each of its job runs.
///
/// Each answer is a function of the numbers alone, so that the same options make the same history.
struct HistoryShape {
  /// How a test does in a job run.
  enum Conduct {
    /// In the end it passed.
    case passes
    /// It failed, in the words of a cause.
    case fails(Cause)
    /// It failed, and passed when it was run again.
    case recovers
  }

  /// What a test fails of.
  enum Cause: String {
    case flake = "timed out after 3000 ms while waiting for the response"
    case regression = "expected 200 but was 500"
    case folderOutage = "could not connect to database db-1"
    case everything = "no space left on device"
    case change = "no such column: total"
  }

  var tests: Int
  var jobRuns: Int
  var testsPerFile = 25

  /// The job runs after which incidents come again, so that failures grow with the history.
  private var period: Int { min(200, jobRuns) }

  /// Tests of one folder.
  var folder: Int { max(1, tests / 200) }
  /// The tests that one pull request broke.
  private var broken: Int { max(1, tests / 25) }
  /// The tests of one regression, of which there are three.
  private var regressed: Int { max(1, tests / 2500) }

  /// Whether a job run is one of a pull request.
  func isOfPullRequest(_ run: Int) -> Bool { run % 4 == 3 }

  /// The run whose pull request breaks many tests.
  private var breakingRun: Int { period / 2 | 3 }
  /// The run in which nothing works.
  private var worstRun: Int { period * 3 / 10 & ~3 }
  /// The runs in which one folder's service is down.
  private var outage: Range<Int> { period * 7 / 10..<period * 7 / 10 + 3 }

  func conduct(of test: Int, in run: Int) -> Conduct {
    let place = run % period
    if place == worstRun { return .fails(.everything) }
    if place == breakingRun, (tests / 2..<tests / 2 + broken).contains(test) {
      return .fails(.change)
    }
    if outage.contains(place), test / folder == 7 { return .fails(.folderOutage) }
    if let regression = regression(of: test), regression.contains(place), !isOfPullRequest(run) {
      return .fails(.regression)
    }
    // Some fail by themselves now and then: 400 of 50,000.
    guard test % 125 == 5 else { return .passes }
    // Rates from 0.5 % to 16 %.
    let rate = 5 << (test / 125 % 6)
    guard draw(test, run) % 1000 < rate else { return .passes }
    return draw(test, run) >> 32 & 1 == 0 ? .recovers : .fails(.flake)
  }

  /// The runs of a period in which a test is broken on the default branch; none for most tests.
  private func regression(of test: Int) -> Range<Int>? {
    let starts = [period / 5, period * 2 / 5, period * 9 / 10]
    for (number, start) in starts.enumerated() {
      let first = tests / 4 * (number + 1) + folder
      if (first..<first + regressed).contains(test) {
        return start..<(number == 2 ? period : start + period / 20)
      }
    }
    return nil
  }

  /// How long a test takes in a run, in microseconds.
  func microseconds(of test: Int, in run: Int) -> Int64 {
    let typical = Int64(700) << (draw(test, -1) % 8)
    return typical * (750 + Int64(draw(test, run) >> 40 & 511)) / 1000 / 1000 * 1000 + 1000
  }

  /// SplitMix64 (Steele, Lea and Flood).
  private func draw(_ test: Int, _ run: Int) -> UInt64 {
    var mixed = UInt64(truncatingIfNeeded: test &* 0x1_0000_0001 &+ run) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
