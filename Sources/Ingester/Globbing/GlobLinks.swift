/// Which links to folders a `**` follows: those that lead out of the folder in which it began, each
/// folder once, so that no walk goes in a circle and no file is found by two ways.
struct GlobLinks {
  private struct Followed: Hashable {
    var identity: FileIdentity
    var step: Int
  }

  let areFollowed: Bool
  private var bases: [String] = []
  private var realBases: [Int: String] = [:]
  private var followed: Set<Followed> = []

  init(areFollowed: Bool) { self.areFollowed = areFollowed }

  /// Notes the folder in which a `**` begins, and returns its number.
  mutating func begin(at folder: String) -> Int {
    bases.append(folder)
    return bases.count - 1
  }

  /// Whether the state, a `**` that has begun, goes into the folder behind a link.
  mutating func follows(_ link: String, _ identity: FileIdentity, _ state: GlobState) -> Bool {
    guard areFollowed, let base = state.base, let target = pathWithoutLinks(link),
      let realBase = realBases[base] ?? pathWithoutLinks(bases[base])
    else { return false }
    realBases[base] = realBase
    let isWithin = (target + "/").hasPrefix(realBase + "/")
    let isAbove = (realBase + "/").hasPrefix(target == "/" ? "/" : target + "/")
    return !isWithin && !isAbove
      && followed.insert(Followed(identity: identity, step: state.step)).inserted
  }
}
