import StatisticsCore
import TestModel

extension TimingsDocument {
  struct SuiteRecord: Encodable {
    var repo, job, variant: String
    var runs, runsForChanges: Int
    var runsPerDay, expectedSeconds, medianSeconds, p95Seconds: Double
    var jobMedianSeconds, jobP95Seconds: Double?
    var nodes: Int
    var drift: [Change]
    var balance: Balance?
    var curve: Curve?
    var coverage: Coverage
  }
  struct Balance: Encodable {
    var imbalance: Double
    var replannedImbalance: Double?
    var runs: [SplitRun]
  }
  struct SplitRun: Encodable {
    var run: Run
    var longestSeconds, meanSeconds, imbalance, lostSeconds: Double
    var replannedLongestSeconds, replannedImbalance, estimateError: Double?
    var nodes: [Node]
  }
  struct Node: Encodable {
    var index: Int
    var seconds: Double
    var predictedSeconds, jobSeconds: Double?
  }
  struct Curve: Encodable {
    var points: [Point]
    var floor: Floor
    var nodesAtFloor: Int?
    var secondsPerNode: Double?
  }
  struct Point: Encodable {
    var nodes: Int
    var seconds, lowerBoundSeconds, costSeconds, efficiency: Double
  }
  struct Floor: Encodable {
    var file, classname: String
    var seconds: Double
  }
  struct Coverage: Encodable {
    var files, knownFiles, filesWithoutPath: Int
    var seconds, knownSeconds, secondsWithoutPath: Double
    var fewestRuns = TimingCoverage.fewestRuns
    var estimateError: Double?
  }
}

extension TimingsDocument.SuiteRecord {
  init(_ suite: SuiteReport, in report: TimingsReport) {
    self.init(
      repo: suite.repo,
      job: suite.job,
      variant: suite.variant,
      runs: suite.runs,
      runsForChanges: suite.usedRuns,
      runsPerDay: suite.runsPerDay.rounded(places: 3),
      expectedSeconds: seconds(suite.expected),
      medianSeconds: seconds(suite.median),
      p95Seconds: seconds(suite.p95),
      jobMedianSeconds: suite.jobMedian.map(seconds),
      jobP95Seconds: suite.jobP95.map(seconds),
      nodes: suite.nodes,
      drift: suite.drift.map { TimingsDocument.Change($0, in: report, suite: suite) },
      balance: suite.imbalance.map { imbalance in
        TimingsDocument.Balance(
          imbalance: imbalance.rounded(places: 5),
          replannedImbalance: suite.replannedImbalance?.rounded(places: 5),
          runs: suite.splitRuns.map(TimingsDocument.SplitRun.init)
        )
      },
      curve: suite.curve.map(TimingsDocument.Curve.init),
      coverage: TimingsDocument.Coverage(suite.coverage)
    )
  }
}

extension TimingsDocument.SplitRun {
  init(_ run: RunBalance) {
    self.init(
      run: TimingsDocument.Run(run.run),
      longestSeconds: seconds(run.longest),
      meanSeconds: seconds(run.mean),
      imbalance: run.imbalance.rounded(places: 5),
      lostSeconds: seconds(run.lost),
      replannedLongestSeconds: run.replanned.map(seconds),
      replannedImbalance: run.replannedImbalance?.rounded(places: 5),
      estimateError: run.error?.rounded(places: 5),
      nodes: run.nodes.map { node in
        TimingsDocument.Node(
          index: node.index,
          seconds: seconds(node.tests),
          predictedSeconds: node.predicted.map(seconds),
          jobSeconds: node.duration.map(seconds)
        )
      }
    )
  }
}

extension TimingsDocument.Curve {
  init(_ curve: SplitOutlook) {
    self.init(
      points: curve.points.map { point in
        TimingsDocument.Point(
          nodes: point.nodes,
          seconds: seconds(point.makespan),
          lowerBoundSeconds: seconds(point.lowerBound),
          costSeconds: seconds(point.cost),
          efficiency: point.efficiency.rounded(places: 4)
        )
      },
      floor: TimingsDocument.Floor(
        file: curve.floorName.file,
        classname: curve.floorName.classname,
        seconds: seconds(curve.floor)
      ),
      nodesAtFloor: curve.nodesAtFloor,
      secondsPerNode: curve.costPerNode.map(seconds)
    )
  }
}

extension TimingsDocument.Coverage {
  init(_ coverage: TimingCoverage) {
    self.init(
      files: coverage.all.files,
      knownFiles: coverage.known.files,
      filesWithoutPath: coverage.withoutFile.files,
      seconds: Reporter.seconds(coverage.all.time),
      knownSeconds: Reporter.seconds(coverage.known.time),
      secondsWithoutPath: Reporter.seconds(coverage.withoutFile.time),
      estimateError: coverage.error?.rounded(places: 5)
    )
  }
}
