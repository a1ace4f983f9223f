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

  /// Tests that fail by themselves now and then: 400 of 50,000.
  var flakyTests: Int { max(1, tests / 125) }
  /// Tests of one folder.
  var folder: Int { max(1, tests / 200) }
  /// The tests that one pull request broke.
  var broken: Int { max(1, tests / 25) }
  /// The tests of one regression, of which there are three.
  var regressed: Int { max(1, tests / 2500) }

  /// Whether a job run is one of a pull request.
  func isOfPullRequest(_ run: Int) -> Bool { run % 4 == 3 }

  /// The run whose pull request breaks many tests.
  var breakingRun: Int { jobRuns / 2 | 3 }
  /// The run in which nothing works.
  var worstRun: Int { jobRuns * 3 / 10 & ~3 }
  /// The runs in which one folder's service is down.
  var outage: Range<Int> { jobRuns * 7 / 10..<jobRuns * 7 / 10 + 3 }

  func conduct(of test: Int, in run: Int) -> Conduct {
    if run == worstRun { return .fails(.everything) }
    if run == breakingRun, (tests / 2..<tests / 2 + broken).contains(test) {
      return .fails(.change)
    }
    if outage.contains(run), test / folder == 7 { return .fails(.folderOutage) }
    if let regression = regression(of: test), regression.contains(run), !isOfPullRequest(run) {
      return .fails(.regression)
    }
    guard test % 125 == 5 else { return .passes }
    // Rates from 0.5 % to 16 %.
    let rate = 5 << (test / 125 % 6)
    guard draw(test, run) % 1000 < rate else { return .passes }
    return draw(test, run) >> 32 & 1 == 0 ? .recovers : .fails(.flake)
  }

  /// The runs in which a test is broken on the default branch; none for most tests.
  private func regression(of test: Int) -> Range<Int>? {
    let starts = [jobRuns / 5, jobRuns * 2 / 5, jobRuns * 9 / 10]
    for (number, start) in starts.enumerated() {
      let first = tests / 4 * (number + 1) + folder
      if (first..<first + regressed).contains(test) {
        return start..<(number == 2 ? jobRuns : start + jobRuns / 20)
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
