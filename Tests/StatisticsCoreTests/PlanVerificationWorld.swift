@testable import StatisticsCore
import TestModel
import TestSupport
import Testing

/// A random plan, and reports of a run that followed it.
struct PlanVerificationWorld {
  /// How reports write the files of a plan.
  enum Style: CaseIterable { case exact, absolute, classes }

  var plan: SplitPlan
  /// The reports, some of each node.
  var reports: [RunReport]
  var random: SeededRandom

  /// - Parameters:
  ///   - leastNames: how many names each node has at least.
  ///   - mostReports: over how many reports a node deals its names at most.
  ///   - areNodesTold: whether the reports say which node they are of.
  init(seed: UInt64, leastNames: Int = 1, mostReports: Int = 3, areNodesTold: Bool = true) {
    var random = SeededRandom(seed: seed)
    let total = Int.random(in: 2...6, using: &random)
    var items: [SplitPlan.Item] = []
    for node in 0..<total {
      for _ in 0..<Int.random(in: leastNames...(leastNames + 6), using: &random) {
        let weight = Int64.random(in: 1...9_000_000, using: &random)
        let name = "tests/\(items.count % 3)/test_\(items.count).py"
        items.append(SplitPlan.Item(name: name, weight: weight, node: Int32(node)))
      }
    }
    plan = PlanVerificationWorld.plan(items.shuffled(using: &random), total: total)
    let style = Style.allCases.randomElement(using: &random) ?? .exact
    reports = []
    for node in 0..<total {
      let count = Int.random(in: 1...mostReports, using: &random)
      var own = (0..<count).map {
        RunReport(
          name: "\(node)-\($0).xml",
          node: areNodesTold ? node : nil,
          digest: "\(node)-\($0)"
        )
      }
      for item in plan.items where item.node == node {
        let report = Int.random(in: 0..<count, using: &random)
        own[report].units += PlanVerificationWorld.units(of: item, style, &random)
      }
      reports += own
    }
    self.random = random
    reports.shuffle(using: &self.random)
  }

  static func plan(_ items: [SplitPlan.Item], total: Int, kind: String = "filename") -> SplitPlan {
    SplitPlan(
      kind: kind,
      items: items,
      nodes: (0..<total).map { node in
        let work = items.filter { $0.node == node }.reduce(0) { $0 + $1.weight }
        return SplitPlan.Node(bias: 5, speed: 1000, predicted: work + 5)
      },
      lowerBound: 1,
      coveredNames: 1,
      coveredTime: 1
    )
  }

  /// The classes of a file, which together took as long as was expected.
  private static func units(
    of item: SplitPlan.Item,
    _ style: Style,
    _ random: inout SeededRandom
  ) -> [RunReport.Unit] {
    let module = item.name.dropLast(3).split(separator: "/").joined(separator: ".")
    let classes = Int.random(in: 1...3, using: &random)
    return (0..<classes).map { number in
      let file =
        switch style {
        case .exact: item.name
        case .absolute: "/build/\(item.node)/\(item.name)"
        case .classes: ""
        }
      return RunReport.Unit(
        unit: TimedUnit(file: file, classname: "\(module).Test\(number)"),
        cases: (0..<Int.random(in: 1...3, using: &random)).map { _ in random.next() },
        skipped: Int.random(in: 0...1, using: &random),
        duration: number == 0 ? item.weight : 0
      )
    }
  }

  // MARK: What goes wrong

  /// The units of an item, by report.
  func units(of item: SplitPlan.Item) -> [(report: Int, unit: RunReport.Unit)] {
    let module = item.name.dropLast(3).split(separator: "/").joined(separator: ".") + "."
    return reports.enumerated().flatMap { position, report in
      report.units.filter { $0.unit.classname.hasPrefix(module) }.map { (position, $0) }
    }
  }

  /// Takes all of an item out of the reports, and returns it.
  mutating func remove(_ item: SplitPlan.Item) -> [RunReport.Unit] {
    let units = units(of: item)
    for (report, unit) in units { reports[report].units.removeAll { $0 == unit } }
    return units.map(\.unit)
  }

  /// A report of another node than that of an item.
  mutating func report(notOf item: SplitPlan.Item) throws -> Int {
    let own = Set(units(of: item).map { reports[$0.report].name.prefix { $0 != "-" } })
    return try #require(
      reports.indices.filter { !own.contains(reports[$0].name.prefix { $0 != "-" }) }
        .randomElement(using: &random)
    )
  }

  /// The node that a report is of, told or not.
  func node(ofReport position: Int) -> Int {
    Int(reports[position].name.prefix { $0 != "-" }) ?? -1
  }
}
