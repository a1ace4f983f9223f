import StatisticsCore
public import TestModel

/// A list of tests for one runner, and what is not in it.
public struct RunnerList: Sendable, Hashable {
  /// The list in the runner's own form.
  public var text: String
  /// Tests that cannot be named exactly, each with the reason.
  public var leftOut: [String]

  /// Creates a list.
  public init(text: String, leftOut: [String]) {
    self.text = text
    self.leftOut = leftOut
  }
}

/// A file of arguments for pytest (`pytest @FILE`, from pytest 8.2 on) that leaves out the tests in
/// quarantine.
///
/// `--deselect` matches by prefix: it would also leave out every test whose node ID begins alike, such
/// as `test_adds_tax` with `test_adds`. An entry that would hit another known test is left out of the
/// list and named, unless that is allowed.
///
/// - Parameters:
///   - entries: the tests in quarantine.
///   - known: all tests of the history.
///   - allowsOvermatch: whether an entry may take others with it.
public func pytestArguments(
  _ entries: [QuarantineEntry],
  known: [RecordedTest],
  allowsOvermatch: Bool
) -> RunnerList {
  let listed = Set(entries.map(\.test.id))
  let others = known.filter { !listed.contains($0.id) }.compactMap { pytestNodeID($0.testID) }
  var lines: [String] = []
  var leftOut: [String] = []
  for entry in entries {
    let name = MarkdownText.oneLine(entry.test.testID.displayName)
    guard let nodeID = pytestNodeID(entry.test.testID) else {
      leftOut.append("\(name): its file is not known, so pytest cannot be told which test it is")
      continue
    }
    let hit = others.filter { $0.utf8.starts(with: nodeID.utf8) }.sorted(by: precedesInBytes)
    if let first = hit.first, !allowsOvermatch {
      let more = hit.count > 1 ? " and \(grouped(hit.count - 1)) more" : ""
      leftOut.append(
        "\(name): pytest would also deselect \(MarkdownText.oneLine(first))\(more), because "
          + "--deselect matches by prefix; --allow-overmatch lists it all the same"
      )
      continue
    }
    lines.append("--deselect=\(nodeID)\n")
  }
  return RunnerList(text: lines.sorted(by: precedesInBytes).joined(), leftOut: leftOut)
}

/// The node ID that pytest gives a test; none where its file cannot be told.
///
/// With `file=` (xunit1) the class is what the class name has beyond the file's module. Without it
/// the module ends before the first part that looks like a class.
public func pytestNodeID(_ testID: TestID) -> String? {
  let parts = testID.classname.split(separator: ".").map(String.init)
  guard !testID.name.contains(where: \.isNewline) else { return nil }
  let classes: [String]
  let file: String
  if testID.file.hasSuffix(".py") {
    file = testID.file
    let module = file.dropLast(3).split(separator: "/").map(String.init)
    guard parts.starts(with: module) else { return nil }
    classes = Array(parts.dropFirst(module.count))
  } else {
    let module = parts.prefix { $0.first?.isUppercase != true }
    guard testID.file.isEmpty, !module.isEmpty else { return nil }
    file = module.joined(separator: "/") + ".py"
    classes = Array(parts.dropFirst(module.count))
  }
  return ([file] + classes + [testID.name]).joined(separator: "::")
}
