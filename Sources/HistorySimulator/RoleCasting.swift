/// Gives every part in the history to a test that has none yet.
struct RoleCasting {
  var random: SplitMix64
  private var candidates: [Int]
  private let tests: [SimulatedTest]

  init(tests: [SimulatedTest], random: SplitMix64) {
    self.tests = tests
    self.random = random
    candidates = self.random.shuffled(Array(tests.indices))
  }

  /// A test without a part, which has one from now on; nothing when all have one.
  mutating func take(where isSuitable: (SimulatedTest) -> Bool = { _ in true }) -> Int? {
    guard let index = candidates.firstIndex(where: { isSuitable(tests[$0]) }) else { return nil }
    return candidates.remove(at: index)
  }

  /// Neighbors in the suite that have no part; they keep having none.
  mutating func neighbors(_ count: Int) -> [Int] {
    let free = candidates.sorted()
    guard !free.isEmpty, count > 0 else { return [] }
    let first = random.integer(in: 0...max(free.count - count, 0))
    return Array(free[first...].prefix(count))
  }
}
