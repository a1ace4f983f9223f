import Reporter
import StatisticsCore
import TestModel
import Testing

@Suite("A verification for people")
struct VerificationTextTests {
  static func plan(_ nodes: [[String]], coveredNames: Double = 1) -> SplitPlan {
    SplitPlan(
      kind: "filename",
      items: nodes.enumerated().flatMap { node, names in
        names.map { SplitPlan.Item(name: $0, weight: 2_000_000, node: Int32(node)) }
      },
      nodes: nodes.map {
        SplitPlan.Node(bias: 0, speed: 1000, predicted: Int64($0.count) * 2_000_000)
      },
      lowerBound: 1,
      coveredNames: coveredNames,
      coveredTime: coveredNames
    )
  }

  static func report(
    _ name: String,
    node: Int? = nil,
    _ files: [String],
    seconds: Int64 = 2
  ) -> RunReport {
    RunReport(
      name: name,
      node: node,
      units: files.map {
        RunReport.Unit(
          unit: TimedUnit(file: $0, classname: ""),
          cases: [1],
          duration: seconds * 1_000_000
        )
      }
    )
  }

  static let plan = plan([["a.py", "b.py"], ["c.py", "d.py", "e.py"]])

  /// A run in which everything went wrong.
  static let broken: PlanVerification = {
    var cut = report("1.xml", node: 0, ["a.py", "c.py", "new.py"], seconds: 3)
    cut.defect = .brokenOff
    let rejected = RunReport(name: "2\u{1B}[2J.xml", defect: .rejected(reason: "it is empty"))
    return verify(
      plan,
      reports: [
        cut, report("3.xml", node: 1, ["c.py", "d.py"]), report("4.xml", node: 0, ["e.py"]),
        rejected,
      ]
    )
  }()

  @Test("What is proved is said in one line, with what was predicted beside what was")
  func proved() {
    let reports = [
      Self.report("1.xml", ["a.py", "b.py"]),
      Self.report("2.xml", ["c.py", "d.py", "e.py"], seconds: 3),
    ]
    let result = verify(Self.plan, reports: reports)
    #expect(
      verificationText(result) == """
        plan \(Self.plan.id): all 5 names ran exactly once on 2 nodes

        NODE  NAMES  RAN  MISSING  EXTRA  PREDICTED  ACTUAL    DIFFERENCE
        0         2    2        0      0        4 s     4 s           0 s
        1         3    3        0      0        6 s     9 s  +3 s (+50 %)
        all       5    5        0      0       10 s    13 s  +3 s (+30 %)

        The longest node: 6 s predicted, 9 s actual (node 1), +3 s (+50 %).
        Estimates were off by 23 % of the time; most of all these:
        NAME  NODE  PREDICTED  ACTUAL    DIFFERENCE
        c.py  1           2 s     3 s  +1 s (+50 %)
        d.py  1           2 s     3 s  +1 s (+50 %)
        e.py  1           2 s     3 s  +1 s (+50 %)

        """
    )
  }

  @Test(
    "Each finding is named with its place, and nothing of a name reaches the terminal's controls"
  )
  func findings() {
    let text = verificationText(Self.broken)
    let id = Self.plan.id
    #expect(
      text.hasPrefix(
        "plan \(id) is not proved: 1 name is in no report, 1 name ran more than once, 1 name ran on "
          + "another node, 1 name is not in the plan, 2 reports are not whole\n\nNODE"
      )
    )
    for line in [
      "  node 0  1.xml breaks off: what it lacks may have run\n",
      "  2 [2J.xml was rejected: it is empty\n", "Planned, and in no report:\n  node 0  b.py\n",
      "Ran more than once:\n  node 0 and node 1  c.py\n",
      "Ran on another node than planned:\n  node 0 in place of node 1  e.py\n",
      "Ran, and not in the plan:\n  node 0  new.py\n", "--catch-all", "--expect-empty NAME",
    ] {
      #expect(text.contains(line), "\(line)")
    }
    #expect(!text.contains("\u{1B}") && !text.contains("N=PATH"))
  }

  @Test("Of many names, the first twenty are listed, and how many more there are")
  func listsAreBounded() {
    let names = (1000..<2200).map { "t\($0).py" }
    let result = verify(Self.plan([names]), reports: [])
    let text = verificationText(result)
    #expect(text.contains("is not proved: 1,200 names are in no report, 1 node has no report\n"))
    #expect(text.contains("  node 0  t1019.py\n  and 1,180 more (--format json lists all)\n"))
    #expect(!text.contains("t1020.py") && text.contains("  node 0  1,200 names\n"))
  }

  @Test("What is no finding is said, and no more than that")
  func remarks() {
    var skipped = Self.report("2.xml", node: 1, ["c.py", "d.py"])
    skipped.units.append(RunReport.Unit(unit: TimedUnit(file: "e.py", classname: ""), skipped: 1))
    let first = Self.report("1.xml", node: 0, ["a.py", "new.py"])
    let result = verify(
      Self.plan,
      reports: [first, first, skipped].map { report in
        var report = report
        report.digest = report.name
        return report
      } + [Self.report("3.xml", node: 0, ["a.py"]), Self.report("4.xml", ["x.py"])].prefix(1),
      rules: VerificationRules(takesNewNames: true, emptyNames: ["b.py"])
    )
    let text = verificationText(result)
    #expect(text.hasPrefix("plan \(Self.plan.id): all 4 names ran exactly once on 2 nodes\n"))
    #expect(
      text.contains(
        """
        1 name is new and ran on node 0: new.py
        1 name ran again on its own node, as after a retry: a.py
        1 name was skipped as a whole: e.py
        1 name has no tests, as expected: b.py
        1 report is a copy of another one of the same node, and counted once

        The longest node
        """
      )
    )
  }

  @Test(
    "A report whose node cannot be told has a row and a remark; without timings nothing is compared"
  )
  func unplaced() {
    let plan = Self.plan([["a.py"], ["b.py"]], coveredNames: 0)
    let text = verificationText(verify(plan, reports: [Self.report("all.xml", ["a.py", "b.py"])]))
    #expect(
      text == """
        plan \(plan.id): all 2 names ran exactly once on 2 nodes

        NODE  NAMES  RAN  MISSING  EXTRA  ACTUAL
        0         1    0        0      0     0 s
        1         1    0        0      0     0 s
        ?              2                     4 s
        all       2    2        0      0     4 s

        the node of 1 report cannot be told: all.xml; N=PATH says which node ran what

        """
    )
  }

  @Test("A plan without names, and one whose names have no tests, prove nothing, and say so")
  func nothingToProve() {
    #expect(
      verificationVerdict(verify(Self.plan([[]]), reports: [])).hasSuffix(
        "has no names: there is nothing to prove"
      )
    )
    let empty = verify(Self.plan, reports: [], rules: VerificationRules(emptyNames: ["*"]))
    #expect(verificationVerdict(empty).hasSuffix("nothing to prove"))
    let one = verify(Self.plan([["a"]]), reports: [Self.report("1", ["a"])])
    #expect(verificationVerdict(one).hasSuffix(": the one name ran exactly once, on 1 node"))
  }
}
