import ArgumentParser
import StatisticsCore
import TestModel
import TestSupport
import Testing

@testable import Commands

/// A thousand random splits, each computed by every node from its own order of everything.
@Suite("Every name on exactly one node")
struct ExactlyOnceTests {
  /// A history and candidates of which it knows some.
  struct World {
    var units: [TimedUnit]
    /// By unit, its times by run.
    var times: [[(run: Int32, duration: Int64)]]
    var items: [String]
    var imported: [ReportedTiming]
    var total: Int

    init(_ random: inout SeededRandom) {
      let folders = ["tests", "tests/cart", "spec/models", "src/über"]
      let count = Int.random(in: 0...40, using: &random)
      let files = (0..<count).map { number in
        "\(folders[number % folders.count])/test_\(number).py"
      }
      let known = files.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      units = known.flatMap { file in
        (0..<Int.random(in: 1...2, using: &random)).map {
          TimedUnit(file: file, classname: "C\($0)")
        }
      }
      // Times of tenths tie often, and a tie is where nodes could part ways.
      times = units.map { _ in
        (0..<Int32.random(in: 1...12, using: &random)).map { run in
          (run, Int64.random(in: 1...30, using: &random) * 100_000)
        }
      }
      let new = (0..<Int.random(in: 0...8, using: &random)).map { "tests/new/test_new\($0).py" }
      items = files + new
      imported = new.filter { _ in Bool.random(using: &random) }.map {
        ReportedTiming(kind: .file, item: $0, duration: Microseconds(2_500_000))
      }
      total = Int.random(in: 1...9, using: &random)
    }

    /// The split as one node computes it, which sees everything in an order of its own.
    func split(seenBy random: inout SeededRandom) throws -> SplitComputation {
      let order = units.indices.shuffled(using: &random)
      var timings = SuiteTimings(runs: (0..<12).map { _ in SuiteRun(jobRuns: []) })
      for (position, unit) in order.enumerated() {
        timings.units.append(units[unit])
        timings.timings += times[unit].sorted { $0.run < $1.run }.map {
          UnitTiming(
            unit: Int32(position),
            run: $0.run,
            cases: 3,
            failures: 0,
            duration: Microseconds($0.duration)
          )
        }
      }
      let items = items.shuffled(using: &random)
      let tools = imported.shuffled(using: &random)
      // One node's history has them ready, another one's does not.
      let measurements = SuiteMeasurements(timings, by: .file)
      let suite =
        try Bool.random(using: &random)
        ? measurements.estimates : #require(ExactlyOnceTests.packedAndRead(measurements.estimates))
      let matched = MatchedTimings(
        items,
        matcher: ItemMatcher(keys: items, kind: .file),
        suite: suite,
        imported: { tools },
        checkout: "/checkout"
      )
      let estimates = estimateDurations(
        of: items,
        measured: matched.measured(of: items.count) { _ in measurements },
        imported: matched.imported
      )
      let weighed = WeighedItems(
        items: items,
        kind: "filename",
        weights: estimates.map(\.microseconds),
        estimates: estimates
      )
      return try SplitComputation(weighed, total: total, try ConstraintOptions.parse([]))
    }
  }

  @Test(
    "All nodes compute the same parts, which are the candidates, each once",
    arguments: 0..<1000
  )
  func isExact(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let world = World(&random)
    let splits = try (0..<3).map { _ in try world.split(seenBy: &random) }
    let parts = (0..<world.total).map { splits[0].names(ofNode: $0) }
    #expect(parts.joined().sorted() == world.items.sorted())
    for other in splits.dropFirst() {
      #expect((0..<world.total).map { other.names(ofNode: $0) } == parts)
      #expect(other.planID == splits[0].planID)
      #expect(other.partition.loads == splits[0].partition.loads)
    }
  }

  private static func packedAndRead(_ estimates: SuiteEstimates) -> SuiteEstimates? {
    estimates.packed.withUnsafeBytes { SuiteEstimates(kind: estimates.kind, packed: $0) }
  }

  @Test("Another name, weight or number of nodes makes another plan", arguments: 0..<50)
  func idTellsApart(seed: UInt64) throws {
    func id(_ items: [String], _ weights: [Int64], _ total: Int) throws -> String {
      let weighed = WeighedItems(
        items: items,
        kind: "filename",
        weights: weights,
        estimates: weights.map { DurationEstimate(microseconds: $0, source: .imported) }
      )
      return try SplitComputation(weighed, total: total, try ConstraintOptions.parse([])).planID
    }
    var random = SeededRandom(seed: seed)
    let items = (0..<12).map { "t\($0)" }
    let weights = items.map { _ in Int64.random(in: 1...100, using: &random) }
    let plan = try id(items, weights, 3)
    var heavier = weights
    heavier[Int.random(in: 0..<12, using: &random)] += 1
    var renamed = items
    renamed[Int.random(in: 0..<12, using: &random)] += "x"
    #expect(try id(items, heavier, 3) != plan)
    #expect(try id(renamed, weights, 3) != plan)
    #expect(try id(items, weights, 4) != plan)
    #expect(try id(items.dropLast(), weights.dropLast(), 3) != plan)
  }
}
