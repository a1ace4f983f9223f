/// A place in a pattern.
enum GlobStep: Sendable {
  case segment(GlobPath.Segment)
  /// The end of the pattern of this number.
  case end(pattern: Int, namesFolders: Bool)
}

/// A step that is next for the names in a folder.
struct GlobState: Sendable {
  var step: Int
  /// For a `**` that has begun, the number of the folder in which it did.
  var base: Int?
}

extension [GlobState] {
  /// Adds a state unless there is one of its step.
  mutating func addUnlessPresent(_ state: GlobState) {
    if !contains(where: { $0.step == state.step }) { append(state) }
  }
}

/// A name in a folder that matches or goes on.
struct GlobEntry: Sendable {
  var name: [UInt8]
  var isMatch: Bool
  /// What is next in it; empty where nothing in it can match.
  var states: [GlobState]
  /// The folder that it leads to where it is a link to one.
  var linked: FileIdentity?

  /// The order of the paths that the entries lead to: a folder's have a slash behind its name.
  static func precedes(_ left: GlobEntry, _ right: GlobEntry) -> Bool {
    for (one, other) in zip(left.name, right.name) where one != other { return one < other }
    let slash = UInt8(ascii: "/")
    if left.name.count < right.name.count {
      return left.states.isEmpty || slash < right.name[left.name.count]
    }
    if left.name.count > right.name.count {
      return !right.states.isEmpty && left.name[right.name.count] < slash
    }
    return false
  }
}

/// Where a name leads from the states of its folder.
struct GlobTransition {
  /// The end of a pattern.
  struct End {
    var pattern: Int
    var namesFolders: Bool
    /// Whether `**` stands before it, which matches files alone.
    var isBehindAnyFolders: Bool
  }

  private(set) var ends: [End] = []
  var next: [GlobState] = []

  init(_ name: UnsafeBufferPointer<UInt8>, _ states: [GlobState], _ steps: [GlobStep]) {
    // The folder above is entered only where it is named.
    let isAbove = name.elementsEqual("..".utf8)
    for state in states {
      guard case .segment(let segment) = steps[state.step] else { continue }
      switch segment {
      case .literal(let literal):
        if literal.elementsEqual(name) { advance(to: state.step + 1, steps) }
      case .pattern(let pattern):
        if !isAbove, pattern.matches(name) { advance(to: state.step + 1, steps) }
      case .anyFolders:
        guard !isAbove, !name.elementsEqual(".git".utf8) else { continue }
        next.addUnlessPresent(state)
        if case .end(let pattern, let namesFolders) = steps[state.step + 1] {
          ends.append(
            End(pattern: pattern, namesFolders: namesFolders, isBehindAnyFolders: true)
          )
        }
      }
    }
  }

  private mutating func advance(to step: Int, _ steps: [GlobStep]) {
    if case .end(let pattern, let namesFolders) = steps[step] {
      ends.append(End(pattern: pattern, namesFolders: namesFolders, isBehindAnyFolders: false))
    } else {
      next.addUnlessPresent(GlobState(step: step))
    }
  }
}
