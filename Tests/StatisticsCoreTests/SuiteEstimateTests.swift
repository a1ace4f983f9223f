import TestModel
import TestSupport
import Testing

@testable import StatisticsCore

@Suite("The estimates of a suite")
struct SuiteEstimateTests {
  /// Files of several classes, classes without a file, and names that are told apart by bytes alone.
  private static func timings(seed: UInt64) -> SuiteTimings {
    var random = SeededRandom(seed: seed)
    let files = ["", "a/b.py", "a/b", "a/bé.py", "a/be\u{301}.py", "z", "a/\u{1F600}"]
    let classes = ["", "K", "K$L", "k", "é"]
    var timings = SuiteTimings(runs: (0..<6).map { _ in SuiteRun(jobRuns: []) })
    for file in files.shuffled(using: &random) {
      for classname in classes.shuffled(using: &random) where Bool.random(using: &random) {
        let unit = Int32(timings.units.count)
        timings.units.append(TimedUnit(file: file, classname: classname))
        for run in 0..<Int32.random(in: 1...6, using: &random) {
          let time = Int64.random(in: 0...9_000_000, using: &random)
          timings.timings.append(
            UnitTiming(unit: unit, run: run, cases: 2, failures: 0, duration: Microseconds(time))
          )
        }
      }
    }
    return timings
  }

  /// A suite large enough for its noise to be learned, with outliers, failures and slow runs.
  private static func suite(seed: UInt64) -> SuiteTimings {
    var random = SeededRandom(seed: seed)
    var timings = SuiteTimings(runs: (0..<10).map { _ in SuiteRun(jobRuns: []) })
    for number in 0..<120 {
      timings.units.append(TimedUnit(file: "t/\(number % 7)/\(number)", classname: "K\(number)"))
      let base = Int64.random(in: 1...30_000, using: &random) * 1000
      for run in 0..<Int32(10) where Int.random(in: 0..<8, using: &random) > 0 {
        let speed = run % 4 == 3 ? 1.6 : 1
        let outlier = Int.random(in: 0..<15, using: &random) == 0 ? 4.0 : 1
        let noise = Double(Int.random(in: 80...125, using: &random)) / 100
        timings.timings.append(
          UnitTiming(
            unit: Int32(number),
            run: run,
            cases: Int32.random(in: 6...8, using: &random),
            failures: Int.random(in: 0..<20, using: &random) == 0 ? 1 : 0,
            duration: Microseconds(Int64(Double(base) * speed * outlier * noise))
          )
        )
      }
    }
    return timings
  }

  private static func unpacked(_ bytes: [UInt8], _ kind: ReportedTiming.Kind) -> SuiteEstimates? {
    bytes.withUnsafeBytes { SuiteEstimates(kind: kind, packed: $0) }
  }

  @Test("What is packed is read as it was", arguments: 0..<40)
  func roundTrip(seed: UInt64) throws {
    for kind in [ReportedTiming.Kind.file, .classname] {
      var estimates = SuiteMeasurements(Self.timings(seed: seed), by: kind).estimates
      #expect(!estimates.names.isEmpty)
      #expect(Self.unpacked(estimates.packed, kind) == estimates)
      estimates.costs = FixedCosts(perNode: 45_000_000, perItem: 0, runs: 7)
      estimates.runs = 10
      for moment in [Int64.min + 1, -1, 0, 1_800_000_000_000] {
        estimates.lastRun = Timestamp(milliseconds: moment)
        #expect(Self.unpacked(estimates.packed, kind) == estimates)
      }
    }
  }

  @Test("Broken bytes are refused or read as something, and never crash", arguments: 0..<20)
  func brokenBytes(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let whole = SuiteMeasurements(Self.timings(seed: seed), by: .file).estimates.packed
    for length in 0..<whole.count { #expect(Self.unpacked(Array(whole[..<length]), .file) == nil) }
    for _ in 0..<2000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: 1..<bytes.count, using: &random)] = UInt8.random(
          in: 0...255,
          using: &random
        )
      }
      let read = Self.unpacked(bytes, .file)
      #expect(read?.names.count == read?.estimates.count)
    }
    var foreign = whole
    foreign[0] &+= 1
    #expect(Self.unpacked(foreign, .file) == nil)
  }

  @Test(
    "Each file is named once, by bytes, and each class without a file; the order does not matter",
    arguments: 0..<40
  )
  func groups(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let timings = Self.timings(seed: seed)
    let estimates = SuiteMeasurements(timings, by: .file).estimates
    let names = estimates.names.map { Array($0.file.utf8) + [0] + Array($0.classname.utf8) }
    #expect(names == names.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(Set(names).count == names.count)
    #expect(
      Set(names.map { $0.prefix { $0 != 0 } }.filter { !$0.isEmpty })
        == Set(timings.units.map { Array($0.file.utf8)[...] }.filter { !$0.isEmpty })
    )
    let order = timings.units.indices.shuffled(using: &random)
    var shuffled = SuiteTimings(runs: timings.runs)
    for (position, unit) in order.enumerated() {
      shuffled.units.append(timings.units[unit])
      shuffled.timings += timings.timings.filter { $0.unit == unit }.map {
        var timing = $0
        timing.unit = Int32(position)
        return timing
      }
    }
    #expect(SuiteMeasurements(shuffled, by: .file).estimates == estimates)
    #expect(
      SuiteMeasurements(shuffled, by: .classname).estimates
        == SuiteMeasurements(timings, by: .classname).estimates
    )
  }

  @Test("A file's time in a run is that of all its classes")
  func sums() {
    var timings = SuiteTimings(
      runs: [SuiteRun(jobRuns: [])],
      units: [
        TimedUnit(file: "", classname: "K"), TimedUnit(file: "f", classname: "K"),
        TimedUnit(file: "f", classname: "L"),
      ]
    )
    timings.timings = (0..<3).map {
      UnitTiming(
        unit: $0,
        run: 0,
        cases: 1,
        failures: 0,
        duration: Microseconds([100, 20, 3][Int($0)])
      )
    }
    let files = SuiteMeasurements(timings, by: .file).estimates
    #expect(files.names.map(\.file) == ["", "f"])
    #expect(files.estimates.map(\.microseconds) == [100, 23])
    let classes = SuiteMeasurements(timings, by: .classname).estimates
    #expect(classes.names.map(\.classname) == ["K", "L"])
    #expect(classes.estimates.map(\.microseconds) == [120, 3])
  }

  @Test("The way in which estimates are made has the number that says so")
  func methodIsCounted() {
    let bytes = SuiteEstimates.packed(of: Self.suite(seed: 7))
    let digest = [ReportedTiming.Kind.file, .classname].reduce(UInt64(0)) { seed, kind in
      (bytes[kind] ?? []).withUnsafeBufferPointer { xxHash64($0, seed: seed) }
    }
    #expect(
      digest == 6_556_552_130_509_567_973,
      "other estimates than before: count `SuiteEstimates.method` up, and note the digest here"
    )
  }
}
