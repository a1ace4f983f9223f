import StatisticsCore
import TestSupport
import Testing

@Suite("Estimates of items without history")
struct UnknownDurationTests {
  /// Two folders of items that take 1 s and 20 s, half as long to twice.
  static func world(each count: Int = 30) -> DurationWorld {
    var world = DurationWorld(seed: 8)
    for number in 0..<count {
      for (folder, time) in [("spec/fast", 1_000_000), ("spec/slow", 20_000_000)] {
        world.items.append("\(folder)/\(number)_spec.rb")
        world.lists.append([
          DurationObservation(run: 0, duration: world.noisy(Int64(time), 0.5), cases: 1)
        ])
      }
    }
    return world
  }

  static func estimates(
    _ world: DurationWorld,
    of new: String...,
    size: (String) -> Int64? = { _ in nil }
  ) -> [DurationEstimate] {
    let items = world.items + new
    let lists = world.lists + new.map { _ in [] }
    let all = estimateDurations(
      of: items,
      observations: DurationObservations(byItem: lists),
      size: { size(items[$0]) }
    )
    return Array(all.suffix(new.count))
  }

  @Test("A new item weighs like those in its folder, or above it, or like all")
  func folders() {
    let estimates = Self.estimates(
      Self.world(),
      of: "spec/fast/new_spec.rb",
      "spec/slow/deep/er/new_spec.rb",
      "other/new_spec.rb"
    )
    #expect((900_000...1_500_000).contains(estimates[0].microseconds))
    #expect(estimates[0].source == .folder("spec/fast", bySize: false))
    #expect((17_000_000...23_000_000).contains(estimates[1].microseconds))
    #expect(estimates[1].source == .folder("spec/slow", bySize: false))
    #expect((3_000_000...12_000_000).contains(estimates[2].microseconds))
    #expect(estimates[2].source == .suite(bySize: false))
    #expect(estimates.allSatisfy { $0.deviation > $0.microseconds / 5 })
  }

  @Test("A folder of one item is drawn towards those above it, one of many is not")
  func shrinkage() {
    var world = DurationWorld(seed: 12)
    for number in 0..<200 {
      world.items.append("spec/area\(number % 20)/\(number)_spec.rb")
      // Folders differ by half, the items of one tenfold.
      let time = 1_000_000 * (1 + number % 20 / 10) * (1 + number / 20)
      world.lists.append(observations(Double(time) / 1e6))
    }
    world.items.append("spec/lone/one_spec.rb")
    world.lists.append(observations(100))
    for number in 0..<40 {
      world.items.append("spec/many/\(number)_spec.rb")
      world.lists.append(observations(Double(40 + number % 10 * 12)))
    }
    let estimates = Self.estimates(world, of: "spec/lone/new_spec.rb", "spec/many/new_spec.rb")
    #expect((10_000_000...70_000_000).contains(estimates[0].microseconds))
    #expect((75_000_000...110_000_000).contains(estimates[1].microseconds))
  }

  @Test("Many new items together weigh what as many known ones do", arguments: 1...5)
  func isTheMean(seed: UInt64) {
    var world = DurationWorld(seed: seed)
    var total = 0.0
    for number in 0..<400 {
      // Skewed: the mean is twice the middle.
      let time = 1_000_000 * exponential(Double.random(in: -2...2, using: &world.random))
      total += time
      world.items.append("spec/\(number % 5)/\(number).rb")
      world.lists.append([DurationObservation(run: 0, duration: Int64(time), cases: 1)])
    }
    let new = Self.estimates(world, of: "spec/0/new.rb", "spec/1/new.rb", "x/new.rb")
    for estimate in new {
      #expect(abs(Double(estimate.microseconds) / (total / 400) - 1) < 0.35)
    }
  }

  @Test("A larger file weighs more, where size tells; where it does not, no file does")
  func sizes() {
    var world = DurationWorld(seed: 5)
    var sizes: [String: Int64] = ["spec/a/small.rb": 500, "spec/a/large.rb": 50_000]
    for number in 0..<200 {
      let name = "spec/a/\(number).rb"
      let bytes = 500 + Int64(number) * 250
      sizes[name] = bytes
      world.items.append(name)
      world.lists.append([
        DurationObservation(run: 0, duration: world.noisy(bytes * 1000, 0.4), cases: 1)
      ])
    }
    let new = ["spec/a/small.rb", "spec/a/large.rb"]
    let told = Self.estimates(world, of: new[0], new[1]) { sizes[$0] }
    #expect(told.map(\.source) == [.suite(bySize: true), .suite(bySize: true)])
    #expect(abs(Double(told[0].microseconds) / 500_000 - 1) < 0.3)
    #expect(abs(Double(told[1].microseconds) / 50_000_000 - 1) < 0.3)
    world.lists.shuffle(using: &world.random)
    let untold = Self.estimates(world, of: new[0], new[1]) { sizes[$0] }
    #expect(untold[1].microseconds < untold[0].microseconds * 3)
    let sizeless = Self.estimates(world, of: new[0], new[1])
    #expect(sizeless.map(\.source) == [.suite(bySize: false), .suite(bySize: false)])
  }

  @Test("The size is asked of new items and of 500 known ones at most, and only where one is new")
  func asksLittle() {
    var world = DurationWorld(seed: 9)
    world.addItems(3000, unknown: 100)
    var asked: [Int: Int] = [:]
    _ = world.estimates { item in
      asked[item, default: 0] += 1
      return 1000
    }
    let unknown = world.lists.indices.filter { world.lists[$0].isEmpty }
    #expect(asked.values.allSatisfy { $0 == 1 })
    #expect(unknown.allSatisfy { asked[$0] == 1 })
    #expect(asked.count > unknown.count && asked.count <= unknown.count + 500)
    var known = DurationWorld(seed: 9)
    known.addItems(50, unknown: 1000)
    known.lists[0] = observations(1)
    _ = known.estimates { _ in
      Issue.record("nothing is unknown")
      return nil
    }
  }

  @Test("Other tools' timings come before the default, that before folders")
  func order() {
    func estimates(_ timeDefault: Int64?) -> [DurationEstimate] {
      estimateDurations(
        of: ["a/known", "a/imported", "a/new"],
        observations: DurationObservations(byItem: [observations(4), [], []]),
        imported: [0: 9_000_000, 1: 7_000_000],
        timeDefault: timeDefault
      )
    }
    #expect(estimates(2_000_000).map(\.microseconds) == [4_000_000, 7_000_000, 2_000_000])
    #expect(
      estimates(2_000_000).map(\.source) == [.history(runs: 1), .imported, .option]
    )
    let new = estimates(nil)[2]
    #expect((4_000_000...7_000_000).contains(new.microseconds))
  }

  @Test("Where nothing is known all weigh the same")
  func nothing() {
    let estimates = estimateDurations(
      of: ["a", "b/c"],
      observations: DurationObservations(byItem: [])
    )
    #expect(estimates.map(\.source) == [.none, .none])
    #expect(estimates[0].microseconds == estimates[1].microseconds)
    #expect(
      estimateDurations(of: [], observations: DurationObservations(byItem: [])) == []
    )
  }

  @Test("A class is the folder of its cases, and a package that of its classes")
  func dottedNames() {
    var world = DurationWorld(seed: 2)
    for number in 0..<20 {
      world.items += ["com.acme.slow.Test\(number)", "tests/a.py::Fast::test_\(number)"]
      world.lists += [observations(30), observations(0.1)]
    }
    let estimates = Self.estimates(world, of: "com.acme.slow.New", "tests/a.py::Fast::test_new")
    #expect(
      estimates.map(\.source) == [
        .folder("com.acme.slow", bySize: false), .folder("tests/a.py::Fast", bySize: false),
      ]
    )
    #expect(estimates[0].microseconds > 20_000_000)
    #expect(estimates[1].microseconds < 200_000)
  }
}

private func exponential(_ x: Double) -> Double {
  (1...30).reversed().reduce(1) { sum, index in 1 + sum * x / Double(index) }
}
