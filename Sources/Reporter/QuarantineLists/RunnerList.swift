import StatisticsCore
public import TestModel

/// A list of tests for one runner, and what is not in it.
public struct RunnerList: Sendable, Hashable {
  /// The list in the runner's own form.
  public var text: String
  /// Tests that cannot be named exactly, each with the reason.
  public var leftOut: [String]
  /// The number of entries whose source files are none of the runner's.
  public var foreign: Int

  /// Creates a list.
  public init(text: String, leftOut: [String] = [], foreign: Int = 0) {
    self.text = text
    self.leftOut = leftOut
    self.foreign = foreign
  }
}

/// The tests in quarantine as a runner takes them.
///
/// An entry that would take another known test with it is left out of the list and named, unless that
/// is allowed; so is one that the runner's syntax has no words for. What is left out runs and counts.
///
/// - Parameters:
///   - entries: the tests in quarantine.
///   - known: all tests of the history.
///   - runner: the runner.
///   - skipping: rows of tests that are not to run at all, where the runner can run and excuse a test.
///   - allowsOvermatch: whether an entry may take others with it.
public func runnerList(
  of entries: [QuarantineEntry],
  known: [RecordedTest],
  for runner: QuarantineRunner,
  skipping: Set<Int64> = [],
  allowsOvermatch: Bool = false
) -> RunnerList {
  guard let syntax = runner.syntax else {
    return RunnerList(text: runner.plainText(entries))
  }
  let own = entries.filter { syntax.mayRun($0.test.testID) }
  var draft = ListDraft(own.sorted { $0.test.testID < $1.test.testID }, syntax, skipping: skipping)
  if !allowsOvermatch {
    let listed = Set(entries.map(\.test.id))
    draft.leaveOutOvermatches(among: known.filter { !listed.contains($0.id) && !$0.isCheck })
  }
  let text = draft.textWithinLimit()
  return RunnerList(text: text, leftOut: draft.leftOut, foreign: entries.count - own.count)
}

/// A list while it is made.
private struct ListDraft {
  private struct Candidate {
    var title: String
    var names: [ListedName]
  }
  private let syntax: any QuarantineListSyntax
  private var candidates: [Candidate] = []
  private(set) var leftOut: [String] = []

  init(
    _ entries: [QuarantineEntry],
    _ syntax: any QuarantineListSyntax,
    skipping: Set<Int64>
  ) {
    self.syntax = syntax
    for entry in entries {
      let title = terminalText(entry.test.testID.displayName)
      do throws(Unlistable) {
        if holdsFoldedPart(entry.test.testID.name) {
          throw Unlistable(
            "a part of its name changes from run to run, and the history has it folded"
          )
        }
        var names = try syntax.names(of: entry.test.testID)
        for index in names.indices {
          try syntax.check(names[index])
          names[index].isSkipped = skipping.contains(entry.test.id)
        }
        candidates.append(Candidate(title: title, names: names))
      } catch {
        leftOut.append("\(title): \(error.reason)")
      }
    }
  }

  mutating func leaveOutOvermatches(among others: [RecordedTest]) {
    var byKey: [Bytes: [Int]] = [:]
    for (position, candidate) in candidates.enumerated() {
      for name in candidate.names {
        byKey[syntax.reach.key(syntax.key(name)), default: []].append(position)
      }
    }
    var hits: [Int: Set<String>] = [:]
    for other in byKey.isEmpty ? [] : others where syntax.mayRun(other.testID) {
      guard let names = try? syntax.exposedNames(of: other.testID) else { continue }
      for taker in names.flatMap({ syntax.reach.takers(of: syntax.key($0)) }) {
        for position in byKey[taker] ?? [] {
          hits[position, default: []].insert(other.testID.displayName)
        }
      }
    }
    for (position, candidate) in candidates.enumerated() {
      guard let names = hits[position], let first = names.min(by: precedesInBytes) else { continue }
      let more = names.count > 1 ? " and \(grouped(names.count - 1)) more" : ""
      leftOut.append(
        "\(candidate.title): \(syntax.runner) would also leave out \(terminalText(first))\(more), "
          + "because \(syntax.reach.reason); --allow-overmatch lists it all the same"
      )
    }
    candidates = candidates.enumerated().filter { hits[$0.offset] == nil }.map(\.element)
  }

  /// The list of as many entries as the runner's command line holds; the others are left out.
  mutating func textWithinLimit() -> String {
    let whole = text(of: candidates.count)
    guard let most = syntax.mostBytes, whole.utf8.count > most else { return whole }
    var fitting = 0..<candidates.count
    while fitting.count > 1 {
      let middle = fitting.lowerBound + fitting.count / 2
      let fits = text(of: middle).utf8.count <= most
      fitting = fits ? middle..<fitting.upperBound : fitting.lowerBound..<middle
    }
    for candidate in candidates[fitting.lowerBound...] {
      leftOut.append(
        "\(candidate.title): the list is full, because \(syntax.runner) takes \(grouped(most)) bytes"
      )
    }
    return text(of: fitting.lowerBound)
  }

  private func text(of count: Int) -> String {
    var seen: Set<Bytes> = []
    let names = candidates.prefix(count).flatMap(\.names).filter {
      seen.insert(Bytes($0.key)).inserted
    }
    return syntax.text(names.sorted { precedesInBytes($0.key, $1.key) })
  }
}

extension QuarantineListSyntax {
  /// Whether the runner may be the one that runs the test, as far as its file tells.
  func mayRun(_ test: TestID) -> Bool {
    guard !languages.isEmpty, let language = SourceLanguage(file: test.file) else { return true }
    return languages.contains(language)
  }
}

/// Whether a name has a part that an ingest folded, such as `<uuid>`.
func holdsFoldedPart(_ name: String) -> Bool {
  ["<address>", "<uuid>", "<path>", "<time>", "<n>"].contains(where: name.contains)
}
