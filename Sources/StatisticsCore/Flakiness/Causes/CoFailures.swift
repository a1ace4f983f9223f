import TestModel

/// The pairs of tests that failed in the same job runs several times.
struct CoFailures {
  /// Two tests, by place, that failed together.
  struct Pair {
    var first: Int
    var second: Int
    /// The share of the job runs in which one flaked in which both did.
    var jaccard: Double
    var pValue: Double
  }

  /// By first and then second place.
  private(set) var pairs: [Pair] = []

  /// The least number of joint failures, and of codes that they are on.
  private static let leastJoint = 3
  /// The most flakes of a job run that are paired: more at once is an incident's work, and their
  /// pairs would cost their square.
  private static let mostInARun = 60
  /// The most pairs that are looked at, those with the most joint failures first.
  private static let mostPairs = 5_000

  /// Counts joint failures and tests those that come again.
  init(_ cases: [FlakeCases], in runs: CauseRuns) {
    for (pair, joint) in CoFailures.candidates(cases) {
      let codes = Set(joint.map { runs.codes[Int($0)] })
      guard codes.count >= CoFailures.leastJoint else { continue }
      let (first, second) = (cases[pair.first], cases[pair.second])
      let common = commonRuns(first.runs, second.runs)
      pairs.append(
        Pair(
          first: pair.first,
          second: pair.second,
          jaccard: Double(joint.count)
            / Double(first.flakes.count + second.flakes.count - joint.count),
          pValue: hypergeometricTail(
            atLeast: joint.count,
            marked: common.failuresOfFirst,
            drawn: common.failuresOfSecond,
            population: common.count
          )
        )
      )
    }
  }

  private struct Couple: Hashable {
    var first: Int
    var second: Int
  }

  /// The pairs that failed together often enough, with the job runs in which they did.
  private static func candidates(
    _ cases: [FlakeCases]
  ) -> [(pair: (first: Int, second: Int), joint: [Int32])] {
    var testsOfRun: [Int32: [Int]] = [:]
    for (index, test) in cases.enumerated() where test.isComparable {
      for flake in test.flakes { testsOfRun[flake.run, default: []].append(index) }
    }
    var joint: [Couple: [Int32]] = [:]
    for (run, tests) in testsOfRun.sorted(by: { $0.key < $1.key })
    where tests.count <= mostInARun {
      for (index, first) in tests.enumerated() {
        for second in tests[(index + 1)...] {
          joint[Couple(first: first, second: second), default: []].append(run)
        }
      }
    }
    return joint.filter { $0.value.count >= leastJoint }
      .sorted {
        ($1.value.count, $0.key.first, $0.key.second) < (
          $0.value.count, $1.key.first, $1.key.second
        )
      }
      .prefix(mostPairs)
      .map { (($0.key.first, $0.key.second), $0.value) }
  }
}

/// How many job runs two tests have in common, and in how many of them each failed; both are by time.
private func commonRuns(
  _ first: [TestRun],
  _ second: [TestRun]
) -> (count: Int, failuresOfFirst: Int, failuresOfSecond: Int) {
  var common = (count: 0, failuresOfFirst: 0, failuresOfSecond: 0)
  var (one, other) = (0, 0)
  while one < first.count, other < second.count {
    if first[one].run < second[other].run {
      one += 1
    } else if first[one].run > second[other].run {
      other += 1
    } else {
      common.count += 1
      if first[one].failedFirst { common.failuresOfFirst += 1 }
      if second[other].failedFirst { common.failuresOfSecond += 1 }
      one += 1
      other += 1
    }
  }
  return common
}
