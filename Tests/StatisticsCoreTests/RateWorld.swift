import StatisticsCore
import TestModel

/// A history that tests build run by run: as many tests as fail in it, of 20.
struct RateWorld {
  private var runs: [RecordedJobRun] = []
  private var testRuns: [[TestRun]] = []
  private(set) var flakes: [[WeightedFlake]] = []
  private(set) var outages: [[WeightedFlake]] = []
  /// When the next run begins, in milliseconds.
  var clock: Int64 = 0

  /// Adds a job run that passed, and moves the clock to its end.
  mutating func run(
    _ job: String,
    pipeline: String,
    commit: String? = nil,
    branch: String = "main",
    attempt: Int? = nil,
    node: Int? = nil,
    seconds: Double = 100,
    queued: Double = 0,
    tests: Int = 10,
    isComplete: Bool = true
  ) -> Int {
    var jobRun = JobRun()
    jobRun.pipeline = pipeline
    jobRun.job = job
    jobRun.commit = commit
    jobRun.branch = branch
    jobRun.attempt = attempt
    jobRun.nodeIndex = node
    jobRun.duration = Microseconds(seconds: seconds)
    jobRun.queuedFor = Microseconds(seconds: queued)
    var counts = CaseCounts()
    for _ in 0..<tests { counts.add(.passed, isRetried: false) }
    runs.append(
      RecordedJobRun(
        id: Int64(runs.count + 1),
        jobRun: jobRun,
        startedAt: Timestamp(milliseconds: clock),
        counts: counts,
        isComplete: isComplete
      )
    )
    clock += Int64(seconds * 1000)
    return runs.count - 1
  }

  /// Lets a test fail in a run; runs are given in rising order for each test.
  mutating func fail(
    _ test: Int,
    in run: Int,
    flake: Double = 0,
    outage: Double = 0,
    retry: Float = 0,
    passesOnRetry: Bool = false
  ) {
    while testRuns.count <= test {
      testRuns.append([])
      flakes.append([])
      outages.append([])
    }
    var testRun = TestRun(run: Int32(run), outcome: .failed, duration: 1)
    if retry > 0 {
      testRun.addAttempt(passesOnRetry ? .passed : .failed, signature: -1, duration: retry)
    }
    testRuns[test].append(testRun)
    if testRun.failedFinally {
      runs[run].counts.remove(.passed, isRetried: false)
      runs[run].counts.add(.failed, isRetried: retry > 0)
    }
    if flake > 0 { flakes[test].append(WeightedFlake(run: Int32(run), weight: flake)) }
    if outage > 0 { outages[test].append(WeightedFlake(run: Int32(run), weight: outage)) }
  }

  /// Lets a test that failed before pass in a run.
  mutating func pass(_ test: Int, in run: Int) {
    testRuns[test].append(TestRun(run: Int32(run), outcome: .passed, duration: 1))
  }

  var history: FlakinessHistory {
    FlakinessHistory(
      from: Timestamp(milliseconds: 0),
      asOf: Timestamp(milliseconds: clock),
      jobRuns: runs,
      timelines: testRuns.enumerated().map { test, testRuns in
        TestTimeline(
          test: RecordedTest(
            id: Int64(test),
            repo: "acme/shop",
            testID: TestID(name: "test \(test)", file: "src/\(test / 2)/a.py"),
            isAmbiguous: false,
            firstSeen: Timestamp(milliseconds: 0)
          ),
          runs: testRuns
        )
      },
      signatures: [],
      testCount: 20,
      testsByPlace: ["src/0": 7]
    )
  }

  var rates: FlakinessRates { FlakinessRates(history, flakes: flakes, outages: outages) }
}
