@testable import StatisticsCore
import TestModel
import Testing

@Suite("Verifying a plan")
struct PlanVerificationTests {
  static func plan(_ nodes: [[String]], kind: String = "filename", weight: Int64 = 10) -> SplitPlan
  {
    let items = nodes.enumerated().flatMap { node, names in
      names.map { SplitPlan.Item(name: $0, weight: weight, node: Int32(node)) }
    }
    return PlanVerificationWorld.plan(items, total: nodes.count, kind: kind)
  }

  /// A report of files, each with one case that ran.
  static func report(_ name: String, node: Int? = nil, _ files: [String]) -> RunReport {
    RunReport(name: name, node: node, units: files.map { unit($0) })
  }

  static func unit(
    _ file: String,
    cases: [UInt64] = [1],
    alike: Int = 0,
    skipped: Int = 0,
    duration: Int64 = 10
  ) -> RunReport.Unit {
    RunReport.Unit(
      unit: TimedUnit(file: file, classname: ""),
      cases: cases,
      alike: alike,
      skipped: skipped,
      duration: duration
    )
  }

  static let two = plan([["a", "b", "c"], ["d", "e", "f"]])

  @Test("A name of which all is skipped is accounted for on its own node only")
  func skippedOnly() {
    let skipped = Self.unit("a", cases: [], skipped: 2)
    var first = Self.report("1", node: 0, ["b", "c"])
    var second = Self.report("2", node: 1, ["d", "e", "f"])
    second.units.append(skipped)
    let elsewhere = verify(Self.two, reports: [first, second])
    #expect(
      elsewhere.missing == [MissingName(name: "a", node: 0, isSkippedElsewhere: true)]
        && elsewhere.skippedOnly.isEmpty && elsewhere.strays.isEmpty
    )
    first.units.append(skipped)
    let accounted = verify(Self.two, reports: [first, second])
    #expect(accounted.isProved && accounted.skippedOnly == ["a"])
    #expect(accounted.nodes.map(\.ran) == [3, 3] && accounted.nodes.map(\.extra) == [0, 0])
  }

  @Test("Skipped cases of what is in no plan, or ran elsewhere, are nothing")
  func skippedElsewhere() {
    var first = Self.report("1", node: 0, ["a", "b", "c"])
    first.units += [Self.unit("new", cases: [], skipped: 1), Self.unit("d", cases: [], skipped: 1)]
    #expect(
      verify(Self.two, reports: [first, Self.report("2", node: 1, ["d", "e", "f"])]).isProved
    )
  }

  @Test("A name that is expected to have no tests may lack, and only that one")
  func expectedEmpty() {
    let reports = [Self.report("1", node: 0, ["a"]), Self.report("2", node: 1, ["d", "e", "f"])]
    func result(_ names: String...) -> PlanVerification {
      verify(Self.two, reports: reports, rules: VerificationRules(emptyNames: names))
    }
    #expect(result("b").missing.map(\.name) == ["c"] && result("b").expectedEmpty == ["b"])
    #expect(result("b", "c").isProved && result("*").isProved && !result("").isProved)
    #expect(result("b").nodes[0].missing == 1)
    let folder = Self.plan([["lib/x", "lib/y", "lib"]])
    let rules = VerificationRules(emptyNames: ["lib/*"])
    #expect(verify(folder, reports: [], rules: rules).missing.map(\.name) == ["lib"])
    let all = verify(Self.two, reports: [], rules: VerificationRules(emptyNames: ["*"]))
    #expect(all.isProved && all.silentNodes.isEmpty)
  }

  @Test("What only one name says of a report's node is no evidence against a second run")
  func uncertainNodes() {
    let whole = [Self.report("1", ["a", "b", "c"]), Self.report("2", ["d", "e", "f"])]
    let again = verify(Self.two, reports: whole + [Self.report("3", ["a"])])
    #expect(again.repeated == [RepeatedName(name: "a", places: [.report("1"), .report("3")])])
    #expect(again.rerun.isEmpty)
    let retry = verify(Self.two, reports: whole + [Self.report("3", ["a", "b"])])
    #expect(retry.isProved && retry.rerun == ["a", "b"])
    let told = verify(Self.two, reports: whole + [Self.report("3", node: 0, ["a"])])
    #expect(told.isProved && told.rerun == ["a"])
    let onOther = verify(Self.two, reports: whole + [Self.report("3", node: 1, ["a"])])
    #expect(onOther.repeated == [RepeatedName(name: "a", places: [.node(0), .node(1)])])
  }

  @Test("A file whose classes are in several reports of its node ran once")
  func partsOfAFile() {
    var (first, second) = (Self.report("1", ["a"]), Self.report("2", ["a"]))
    first.units[0].cases = [1]
    second.units[0].cases = [2]
    let rest = [Self.report("3", ["b", "c"]), Self.report("4", ["d", "e", "f"])]
    let result = verify(Self.two, reports: [first, second] + rest)
    #expect(result.isProved && result.rerun.isEmpty && result.nodes[0].reports == 3)
  }

  @Test("One report of all nodes proves all names, and of no node which ones it ran")
  func mergedReport() {
    let files = ["a", "b", "c", "d", "e", "f"]
    let merged = verify(Self.two, reports: [Self.report("all", files)])
    #expect(merged.isProved && merged.unplaced?.reports == ["all"] && merged.unplaced?.ran == 6)
    #expect(merged.unplaced?.actual == 60 && merged.nodes.map(\.ran) == [0, 0])
    var alike = Self.report("all", files)
    alike.units[2] = Self.unit("c", cases: [1, 2], alike: 1)
    let doubtful = verify(Self.two, reports: [alike])
    #expect(doubtful.repeated == [RepeatedName(name: "c", places: [.report("all")])])
    alike.node = 0
    #expect(verify(Self.two, reports: [alike]).repeated.isEmpty)
    let twice = verify(
      Self.two,
      reports: [Self.report("all", files), Self.report("1", ["d", "e"])]
    )
    #expect(twice.repeated.map(\.places) == [[.node(1), .report("all")]].flatMap { [$0, $0] })
    let uneven = Self.plan([["a", "b", "c", "d"], ["e", "f"]])
    #expect(verify(uneven, reports: [Self.report("all", files)]).unplaced?.ran == 6)
    let tie = verify(Self.two, reports: [Self.report("1", ["a", "d"])])
    #expect(tie.unplaced?.ran == 2 && tie.missing.map(\.name) == ["b", "c", "e", "f"])
  }

  @Test("What is skipped in a report of no known node is accounted for")
  func skippedInMergedReport() {
    var merged = Self.report("all", ["a", "b", "c", "d", "e"])
    merged.units.append(Self.unit("f", cases: [], skipped: 1))
    let result = verify(Self.two, reports: [merged])
    #expect(result.isProved && result.skippedOnly == ["f"])
  }

  @Test("A node with all of its one name on another node does not hide whose the report is")
  func oneNameMoved() {
    let plan = Self.plan([["a", "b", "c"], ["d"]])
    let result = verify(plan, reports: [Self.report("1", ["a", "b", "c", "d"])])
    #expect(result.misplaced == [MisplacedName(name: "d", planned: 1, ran: 0)])
    #expect(result.unplaced == nil)
  }

  @Test("The bytes of one report under two nodes are a run on both")
  func copiedToAnotherNode() {
    var (first, second) = (
      Self.report("1", node: 0, ["a", "b", "c"]), Self.report("2", node: 1, ["a"])
    )
    first.digest = "same"
    second.digest = "same"
    let result = verify(Self.two, reports: [first, second])
    #expect(result.copies == 0 && result.repeated.map(\.name) == ["a"])
  }

  @Test("A stray that may be a name of the plan is not taken for a new one")
  func ambiguousStray() {
    let plan = Self.plan([["x/spec/a", "x/b", "x/c"], ["y/spec/a", "y/d", "y/e"]])
    let reports = [
      Self.report("1", node: 0, ["spec/a", "b", "c"]), Self.report("2", node: 1, ["d", "e"]),
    ]
    let result = verify(plan, reports: reports, rules: VerificationRules(takesNewNames: true))
    #expect(result.strays.map(\.name) == ["spec/a"] && result.caught.isEmpty)
    #expect(result.missing.map(\.name) == ["x/spec/a", "y/spec/a"])
  }

  @Test("Tests are verified by name, parameters and all", arguments: ["tests/test_a.py", ""])
  func testNames(file: String) {
    let plan = Self.plan(
      [["tests/test_a.py::TestA::test_x[1::2]"], ["tests/test_a.py::test_y"]],
      kind: "testname"
    )
    func unit(_ classname: String, _ name: String) -> RunReport.Unit {
      RunReport.Unit(unit: TimedUnit(file: file, classname: classname, name: name), cases: [1])
    }
    let reports = [
      RunReport(name: "1", node: 0, units: [unit("tests.test_a.TestA", "test_x[1::2]")]),
      RunReport(
        name: "2",
        node: 1,
        units: [unit("tests.test_a", "test_y[a]"), unit("tests.test_a", "test_y[b]")]
      ),
    ]
    #expect(verify(plan, reports: reports).isProved)
    let swapped = verify(plan, reports: [reports[1]])
    #expect(swapped.missing.map(\.name) == ["tests/test_a.py::TestA::test_x[1::2]"])
    let stray = RunReport(name: "3", node: 0, units: [unit("tests.test_a.TestA", "test_z")])
    #expect(
      verify(plan, reports: reports + [stray]).strays.map(\.name) == ["tests.test_a.TestA::test_z"]
    )
  }

  @Test("Twins of Unicode are two names, and one does not stand for the other")
  func twins() {
    let twins = ["caf\u{E9}", "cafe\u{301}"]
    let plan = Self.plan([[twins[0]], [twins[1]]])
    let result = verify(plan, reports: [Self.report("1", node: 0, [twins[0]])])
    #expect(result.missing.map { Array($0.name.utf8) } == [Array(twins[1].utf8)])
    let strays = verify(Self.two, reports: [Self.report("1", node: 0, twins)]).strays
    #expect(strays.count == 2)
    let rules = VerificationRules(emptyNames: [twins[0]])
    #expect(verify(plan, reports: [], rules: rules).missing.count == 1)
  }

  @Test("The worst estimates come first, and what ran again is not compared")
  func worstEstimates() {
    let plan = Self.plan([["a", "b", "c", "d", "e", "f", "g", "h"]])
    var report = Self.report("1", node: 0, ["a", "b", "c", "d", "e", "f", "g", "h"])
    for (position, duration) in [10, 40, 4, 16, 11, 9, 8, 1000].enumerated() {
      report.units[position].duration = Int64(duration)
    }
    let again = Self.report("2", node: 0, ["h"])
    let result = verify(plan, reports: [report, again])
    #expect(result.worstEstimates.map(\.name) == ["b", "c", "d", "g", "e"])
    #expect(result.worstEstimates.map(\.error) == [30, -6, 6, -2, 1])
    #expect(result.meanError == 46.0 / 98.0)
    #expect(result.predictedMakespan == 80 && result.actualMakespan == 1108)
  }

  @Test("Of a node at half the speed, a name is expected to take twice as long")
  func speeds() {
    let plan = SplitPlan(
      kind: "filename",
      items: [SplitPlan.Item(name: "a", weight: 10, node: 0)],
      nodes: [SplitPlan.Node(bias: -7, speed: 500, predicted: 13)],
      lowerBound: 1,
      coveredNames: 1,
      coveredTime: 1
    )
    let result = verify(plan, reports: [Self.report("1", ["a"])])
    #expect(result.worstEstimates.map(\.predicted) == [20] && result.nodes[0].predicted == 20)
  }

  @Test("A plan without timings predicts nothing")
  func noPredictions() {
    var plan = Self.two
    plan = SplitPlan(
      kind: plan.kind,
      items: plan.items,
      nodes: plan.nodes,
      lowerBound: 1,
      coveredNames: 0,
      coveredTime: 0
    )
    let result = verify(plan, reports: [Self.report("1", ["a", "b", "c"])])
    #expect(!result.hasPredictions && result.worstEstimates.isEmpty && result.meanError == nil)
  }

  @Test("Absurd times and weights are held, and nothing traps")
  func absurd() {
    let plan = SplitPlan(
      kind: "filename",
      items: [SplitPlan.Item(name: "a", weight: 1_000_000_000_000_000_000, node: 0)],
      nodes: [SplitPlan.Node(bias: 0, speed: 1, predicted: 1_000_000_000_000_000_000)],
      lowerBound: 1,
      coveredNames: 1,
      coveredTime: 1
    )
    var report = Self.report("1", node: 0, ["a", "a"])
    for position in 0..<2 { report.units[position].duration = .max }
    let result = verify(plan, reports: [report])
    #expect(result.isProved && result.nodes[0].actual == .max)
  }
}
