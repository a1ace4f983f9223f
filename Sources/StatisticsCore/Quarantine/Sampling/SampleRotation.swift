public import TestModel

/// Which of the tests that are left out run all the same this time, so that one sees when they heal.
///
/// A rotation and no dice: of k runs, each test takes part in one. A test has a slot of its own among
/// k, a hash of its name, so that what enters or leaves the list moves nobody else's turn, and nodes whose
/// lists differ agree on what both have. Run n is the turn of slot (n − ⌊n / k⌋) mod k.
///
/// Why the second term: within a cycle, the k runs that begin at a multiple of k, ⌊n / k⌋ stands
/// still, and n passes over all k slots: each test runs once in each cycle. From one cycle to the next
/// the slots move back by one, so that a test runs k + 1 runs after it ran before, or at once again where
/// a cycle ends and the next begins: it sits out k runs in a row at most, and 1 / share is k. Were the
/// turns n mod k, a project of which only every second run had tests would never see half of them where k
/// is even; here the slots that such runs reach move on with each cycle.
public struct SampleRotation: Sendable, Hashable {
  /// A test runs once in so many runs; at least 1.
  public var interval: Int
  /// The number of this run, which counts up from run to run.
  public var run: UInt64

  /// Creates the rotation of a share.
  ///
  /// A share that is not one of so many is rounded up to one that is: 30 % is every third run.
  ///
  /// - Parameters:
  ///   - share: over 0 and up to 1, of the tests, in each run on average.
  ///   - run: the number of this run.
  public init(share: Double, run: UInt64) {
    // A hair under a whole number is rounding: 1 / 0.07 is 14.29, and 1 / 0.01 may be 99.99….
    interval = max(1, Int(min(1e9, (1 / share * (1 + 1e-12)).rounded(.down))))
    self.run = run
  }

  /// Whether it is a test's turn.
  ///
  /// The cases of one method, `rounds[1]` and `rounds(2)`, and the subtests of a test of Go have their
  /// turn together: to many runners they are one name, and one that is left out takes all with it.
  public func includes(_ test: TestID) -> Bool {
    let method = test.name.utf8.prefix { !"([/".utf8.contains($0) }
    let interval = UInt64(interval)
    let turn = (run % interval + interval - run / interval % interval) % interval
    return lot(of: "\(test.classname)\0\(Substring(method))") % interval == turn
  }

  /// The number of a run that is known by a text: a whole number is itself, all else is drawn by lot.
  public static func number(ofRun text: String) -> UInt64 { UInt64(text) ?? lot(of: text) }
}

/// A number that has nothing to do with what a text says, and is the same everywhere.
private func lot(of text: String) -> UInt64 {
  var text = text
  return text.withUTF8 { xxHash64($0) }
}
