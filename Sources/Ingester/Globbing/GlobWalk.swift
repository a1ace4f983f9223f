/// One walk through a tree for all patterns: each folder is read once, with the places in the
/// patterns that paths into it have reached, and only where one of them goes on.
struct GlobWalk {
  private var steps: [GlobStep] = []
  private let folder: String
  private let takesFolders: Bool
  private var links: GlobLinks
  private var relativeStarts: [GlobState] = []
  private var absoluteStarts: [GlobState] = []

  /// The paths that match; sorted by bytes once the walk has run.
  private(set) var paths: [String] = []
  /// By pattern, whether anything matches it.
  private(set) var hasMatch: [Bool]
  /// Folders that could not be read.
  private(set) var unreadable: [String] = []

  /// Gets ready to walk for patterns, each with its alternatives.
  init(_ patterns: [[GlobPath]], in folder: String, takesFolders: Bool, followsLinks: Bool) {
    self.folder = folder
    self.takesFolders = takesFolders
    links = GlobLinks(areFollowed: followsLinks)
    hasMatch = patterns.map { _ in false }
    for (pattern, alternatives) in patterns.enumerated() {
      for alternative in alternatives where !alternative.segments.isEmpty {
        let start = GlobState(step: steps.count)
        if alternative.isAbsolute {
          absoluteStarts.append(start)
        } else {
          relativeStarts.append(start)
        }
        steps += alternative.segments.map(GlobStep.segment)
        steps.append(.end(pattern: pattern, namesFolders: alternative.namesFolders))
      }
    }
  }

  /// Walks.
  mutating func run() {
    visit("", relativeStarts)
    visit("/", absoluteStarts)
    // Folders are visited in the order of the paths in them; `..`, absolute paths and folders that
    // match themselves break it.
    let isSorted = zip(paths, paths.dropFirst()).allSatisfy { precedes($0, $1) }
    guard !isSorted else { return }
    paths.sort(by: precedes)
    paths = paths.indices.filter { $0 == 0 || precedes(paths[$0 - 1], paths[$0]) }.map { paths[$0] }
  }

  private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Visits a folder, told by what stands before the names in it.
  private mutating func visit(_ prefix: String, _ reached: [GlobState]) {
    guard !reached.isEmpty else { return }
    let states = opened(reached, in: prefix)
    for entry in entries(of: prefix, states).sorted(by: GlobEntry.precedes) {
      let path = prefix + String(decoding: entry.name, as: UTF8.self)
      if entry.isMatch { paths.append(path) }
      var states = entry.states
      if let linked = entry.linked {
        states.removeAll { $0.base != nil && !links.follows(absolute(path), linked, $0) }
      }
      if !states.isEmpty { visit(path + "/", states) }
    }
  }

  /// The states with those that a `**` which stands for no folder leads to.
  private mutating func opened(_ reached: [GlobState], in prefix: String) -> [GlobState] {
    var states: [GlobState] = []
    for var state in reached {
      if case .segment(.anyFolders) = steps[state.step] {
        if state.base == nil { state.base = links.begin(at: absolute(prefix)) }
        states.addUnlessPresent(GlobState(step: state.step + 1))
      }
      states.addUnlessPresent(state)
    }
    return states
  }

  /// The names in a folder that match or go on.
  private mutating func entries(of prefix: String, _ states: [GlobState]) -> [GlobEntry] {
    var literals: [[UInt8]] = []
    var isListed = false
    for state in states {
      switch steps[state.step] {
      case .segment(.literal(let name)):
        if !literals.contains(name) { literals.append(name) }
      case .segment: isListed = true
      case .end: break
      }
    }
    // No listing has the folder above.
    if isListed { literals.removeAll { !$0.elementsEqual("..".utf8) } }
    var found = literals.compactMap { name in
      name.withUnsafeBufferPointer { entry($0, .unknown, prefix, states) }
    }
    guard isListed else { return found }
    let path = absolute(prefix)
    let isRead = forEachEntry(of: path.isEmpty ? "." : path) { name, kind in
      if let entry = entry(name, kind, prefix, states) { found.append(entry) }
    }
    if !isRead { unreadable.append(prefix.isEmpty ? "." : prefix) }
    return found
  }

  /// What a name leads to; none where it matches nothing and goes nowhere.
  private mutating func entry(
    _ name: UnsafeBufferPointer<UInt8>,
    _ listedKind: EntryKind,
    _ prefix: String,
    _ states: [GlobState]
  ) -> GlobEntry? {
    let step = GlobTransition(name, states, steps)
    guard !step.ends.isEmpty || !step.next.isEmpty else { return nil }
    var isFolder = listedKind == .folder
    var linked: FileIdentity?
    if listedKind == .link || listedKind == .unknown {
      let path = absolute(prefix + String(decoding: name, as: UTF8.self))
      guard let status = statusThroughLinks(path) else { return nil }
      isFolder = status.isFolder
      if isFolder, listedKind == .link || isLink(path) { linked = status.identity }
    }
    let ends = step.ends.filter { end in
      isFolder ? takesFolders && !end.isBehindAnyFolders : !end.namesFolders
    }
    for end in ends { hasMatch[end.pattern] = true }
    guard !ends.isEmpty || isFolder && !step.next.isEmpty else { return nil }
    return GlobEntry(
      name: Array(name),
      isMatch: !ends.isEmpty,
      states: isFolder ? step.next : [],
      linked: linked
    )
  }

  private func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }
}
