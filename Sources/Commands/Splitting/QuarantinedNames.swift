import Reporter
import StatisticsCore
import Storage
import TestModel

extension SplitCandidates {
  /// The candidates without those of which every known test is quarantined, where the options ask for
  /// that, and what is said of it.
  ///
  /// - Throws: `StorageError` where there is no history to ask.
  func withoutQuarantined(
    _ options: ItemOptions,
    _ common: CommonOptions,
    in surroundings: Surroundings
  ) throws -> (items: [String], remarks: [String]) {
    guard options.excludeQuarantined, !items.isEmpty else { return (items, []) }
    let store = try common.openForReading(in: surroundings)
    let quarantined = Set(try store.quarantine().map(\.test.id))
    guard !quarantined.isEmpty else { return (items, ["no test is quarantined"]) }
    let tests = try store.allTests(repo: surroundings.jobRun.repo).filter { !$0.isCheck }
    let left = leftOut(quarantined, among: tests, options, checkout: surroundings.folder)
    guard !left.isEmpty else { return (items, ["no name stands for quarantined tests alone"]) }
    let names = left.sorted().map { items[$0] }
    return (
      items.indices.filter { !left.contains($0) }.map { items[$0] },
      [
        "\(plural(names.count, "name")) left out, since all known tests are quarantined: \(someOf(names))"
      ]
    )
  }

  /// The positions of the items of which there are tests, and all of them are quarantined.
  private func leftOut(
    _ quarantined: Set<Int64>,
    among tests: [RecordedTest],
    _ options: ItemOptions,
    checkout: String
  ) -> Set<Int> {
    let kinds = options.timingsType.kinds
    let units = tests.map { test in
      TimedUnit(
        file: test.testID.file,
        classname: test.testID.classname,
        name: kinds == [.testname] ? test.testID.name : ""
      )
    }
    let matches = kinds.map { ItemMatcher(items, kind: $0, checkout: checkout).match(units) }
    let best = matches.max {
      $0.matchedItems(of: items.count) < $1.matchedItems(of: items.count)
    }
    var left: Set<Int> = []
    var kept: Set<Int> = []
    for (test, item) in zip(tests, best?.itemOfUnit ?? []) where item >= 0 {
      if quarantined.contains(test.id) { left.insert(Int(item)) } else { kept.insert(Int(item)) }
    }
    return left.subtracting(kept)
  }
}

extension TimingsType {
  /// What the names may be.
  var kinds: [ReportedTiming.Kind] {
    switch self {
    case .filename: [.file]
    case .classname: [.classname]
    case .testname: [.testname]
    case .autodetect: [.file, .classname]
    }
  }
}
