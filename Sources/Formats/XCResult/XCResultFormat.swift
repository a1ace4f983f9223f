import TestModel

/// Reads what `xcrun xcresulttool get test-results tests` prints (Xcode 16 and later).
///
/// The keys are sorted, so that the name of a node follows its children: the cases of a node wait
/// until it ends. A case with arguments is one case for each of them; repetitions are attempts.
struct XCResultFormat: JSONFormat {
  enum Place { case document, nodes, node, children, scalar }

  static let name = "xcresult"

  var teller: CaseTeller
  /// The cases that wait for the names of their suites.
  private static let mostHeld = 100_000

  private var nodes: [XCResultNode] = []
  private var held = 0

  init(teller: CaseTeller) { self.teller = teller }

  func visit(_ key: String?, in place: Place?) -> JSONVisit<Place> {
    switch (place, key) {
    case (nil, _): .walk(.document)
    case (.document, "testNodes"): .walk(.nodes)
    case (.nodes, nil): .walk(.node)
    case (.node, "children"): .walk(.nodes)
    case (.node, .some): .take(.scalar)
    default: .skip
    }
  }

  mutating func enter(_ place: Place) { if case .node = place { nodes.append(XCResultNode()) } }
  mutating func restart() { nodes = [] }

  mutating func take(_ value: JSONValue, at place: Place, key: String?, line: Int) {
    guard !nodes.isEmpty else { return }
    nodes[nodes.count - 1].take(value, as: key ?? "")
  }

  mutating func leave(_ place: Place) throws {
    guard case .node = place, let node = nodes.popLast() else { return }
    guard !nodes.isEmpty else {
      for testCase in node.namedCases() { try teller.tell(testCase) }
      return
    }
    nodes[nodes.count - 1].add(node)
    held += node.testCaseCount
    guard held > Self.mostHeld else { return }
    teller.note("more than \(Self.mostHeld) cases in one plan: the outer suites are left out")
    for index in nodes.indices {
      for testCase in nodes[index].cases { try teller.tell(testCase) }
      nodes[index].cases = []
    }
    held = 0
  }

  mutating func finish(isWhole: Bool) throws {
    // What is still open broke off: a case of which not all is known is left out.
    while let node = nodes.popLast() {
      let cases = node.name.isEmpty ? node.cases : node.namedCases()
      guard nodes.isEmpty else {
        nodes[nodes.count - 1].cases += cases
        continue
      }
      for testCase in cases { try teller.tell(testCase) }
    }
  }
}
