@testable import StatisticsCore
import TestModel
import TestSupport
import Testing

@Suite("Verifying random plans")
struct PlanVerificationPropertyTests {
  typealias World = PlanVerificationWorld

  /// The verification with all of its findings taken away.
  static func withoutFindings(_ verification: PlanVerification) -> PlanVerification {
    var clean = verification
    clean.defects = []
    clean.silentNodes = []
    clean.missing = []
    clean.repeated = []
    clean.misplaced = []
    clean.strays = []
    return clean
  }

  /// A world whose nodes are told where the seed is even, and have to be found where it is odd.
  static func world(_ seed: UInt64) -> World {
    seed % 2 == 0
      ? World(seed: seed)
      : World(seed: seed, leastNames: 4, mostReports: 1, areNodesTold: false)
  }

  /// Expects exactly the findings that `expected` has.
  static func expectOnly(
    _ world: World,
    _ expected: (inout PlanVerification) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let actual = verify(world.plan, reports: world.reports)
    var wanted = withoutFindings(actual)
    expected(&wanted)
    #expect(actual == wanted, sourceLocation: sourceLocation)
    #expect(!actual.isProved, sourceLocation: sourceLocation)
  }

  @Test("A run that followed its plan is proved, node by node", arguments: 0..<200)
  func followed(seed: UInt64) {
    let world = Self.world(seed)
    let result = verify(world.plan, reports: world.reports)
    #expect(result.isProved && result == Self.withoutFindings(result))
    #expect(result.unplaced == nil && result.rerun.isEmpty && result.copies == 0)
    #expect(result.names == world.plan.items.count && result.meanError == 0)
    for (index, node) in result.nodes.enumerated() {
      let names = world.plan.names(ofNode: index).count
      #expect(node.names == names && node.ran == names && node.missing == 0 && node.extra == 0)
      #expect(node.actual == node.predicted)
    }
  }

  @Test("The order of the reports and of what is in them changes nothing", arguments: 0..<50)
  func orderDoesNotMatter(seed: UInt64) throws {
    var world = Self.world(seed)
    let item = try #require(world.plan.items.randomElement(using: &world.random))
    world.reports[try world.report(notOf: item)].units += world.units(of: item).map(\.unit)
    _ = world.remove(try #require(world.plan.items.first { $0.name != item.name }))
    let result = verify(world.plan, reports: world.reports)
    var other = world
    other.reports.shuffle(using: &other.random)
    for position in other.reports.indices {
      other.reports[position].units.shuffle(using: &other.random)
    }
    #expect(verify(other.plan, reports: other.reports) == result)
  }

  @Test("A name that is in no report is missing, and nothing else is said", arguments: 0..<100)
  func dropped(seed: UInt64) throws {
    var world = Self.world(seed)
    let item = try #require(world.plan.items.randomElement(using: &world.random))
    _ = world.remove(item)
    Self.expectOnly(world) {
      $0.missing = [
        MissingName(name: item.name, node: Int(item.node), isSkippedElsewhere: false)
      ]
    }
  }

  @Test("A name that ran on another node as well is named with both", arguments: 0..<100)
  func doubled(seed: UInt64) throws {
    var world = Self.world(seed)
    let item = try #require(world.plan.items.randomElement(using: &world.random))
    let other = try world.report(notOf: item)
    // All of it or a part.
    let units = world.units(of: item).map(\.unit)
    world.reports[other].units += units.prefix(Int.random(in: 1...3, using: &world.random))
    let nodes = [Int(item.node), world.node(ofReport: other)].sorted()
    Self.expectOnly(world) {
      $0.repeated = [RepeatedName(name: item.name, places: nodes.map { .node($0) })]
    }
  }

  @Test("A name that ran on another node than planned is named with both", arguments: 0..<100)
  func moved(seed: UInt64) throws {
    var world = Self.world(seed)
    let item = try #require(world.plan.items.randomElement(using: &world.random))
    let other = try world.report(notOf: item)
    world.reports[other].units += world.remove(item)
    let node = world.node(ofReport: other)
    Self.expectOnly(world) {
      $0.misplaced = [MisplacedName(name: item.name, planned: Int(item.node), ran: node)]
    }
  }

  @Test("What is in no plan is named, unless node 0 takes what is new", arguments: 0..<100)
  func strayed(seed: UInt64) throws {
    var world = Self.world(seed)
    let position = try #require(world.reports.indices.randomElement(using: &world.random))
    let unit = TimedUnit(file: "tests/0/test_new.py", classname: "tests.0.test_new.TestA")
    world.reports[position].units.append(RunReport.Unit(unit: unit, cases: [1], duration: 9))
    let node = world.node(ofReport: position)
    let stray = StrayName(name: "tests/0/test_new.py", places: [.node(node)])
    // A report without names may have been one whose node is not told.
    Self.expectOnly(world) { $0.strays = [stray] }
    let rules = VerificationRules(takesNewNames: true)
    let caught = verify(world.plan, reports: world.reports, rules: rules)
    #expect(caught.isProved == (node == 0) && caught.caught == (node == 0 ? [stray] : []))
    #expect(caught.nodes[node].extra == 1)
  }

  @Test(
    "A report that breaks off or cannot be read is named with what it lacks",
    arguments: 0..<100
  )
  func cut(seed: UInt64) throws {
    var world = World(seed: seed, leastNames: 4, mostReports: 1, areNodesTold: seed % 2 == 0)
    let position = try #require(world.reports.indices.randomElement(using: &world.random))
    let node = world.node(ofReport: position)
    let names = world.plan.names(ofNode: node)
    let isGone = seed % 4 == 0
    let kept = isGone ? [] : names.prefix(names.count - 1)
    for item in world.plan.items where item.node == node && !kept.contains(item.name) {
      _ = world.remove(item)
    }
    let defect = isGone ? RunReport.Defect.rejected(reason: "is empty") : .brokenOff
    world.reports[position].defect = defect
    Self.expectOnly(world) {
      let report = world.reports[position].name
      $0.defects = [DefectiveReport(report: report, node: node, defect: defect)]
      $0.missing = names.dropFirst(kept.count).map {
        MissingName(name: $0, node: node, isSkippedElsewhere: false)
      }
    }
  }

  @Test("A node without a report is named beside its names", arguments: 0..<50)
  func silent(seed: UInt64) throws {
    var world = Self.world(seed)
    let node = Int.random(in: 0..<world.plan.nodes.count, using: &world.random)
    world.reports = world.reports.indices.filter { world.node(ofReport: $0) != node }
      .map { world.reports[$0] }
    Self.expectOnly(world) {
      $0.silentNodes = [node]
      $0.missing = world.plan.names(ofNode: node).map {
        MissingName(name: $0, node: node, isSkippedElsewhere: false)
      }
    }
  }

  @Test("A node that ran again proves as much as one that ran once", arguments: 0..<100)
  func retried(seed: UInt64) throws {
    var world = Self.world(seed)
    let position = try #require(
      world.reports.indices.filter { !world.reports[$0].units.isEmpty }
        .randomElement(using: &world.random)
    )
    var again = world.reports[position]
    again.name = "\(world.node(ofReport: position))-again.xml"
    again.digest = "again"
    world.reports.append(again)
    let result = verify(world.plan, reports: world.reports)
    #expect(result.isProved && !result.rerun.isEmpty && result.copies == 0)
    #expect(
      Set(result.rerun).isSubset(of: world.plan.names(ofNode: world.node(ofReport: position)))
    )
    // The same bytes are the same report, which is there twice.
    world.reports[world.reports.count - 1].digest = world.reports[position].digest
    let copied = verify(world.plan, reports: world.reports)
    #expect(copied.isProved && copied.rerun.isEmpty && copied.copies == 1)
    #expect(copied.nodes.map(\.actual) == copied.nodes.map(\.predicted))
  }
}
