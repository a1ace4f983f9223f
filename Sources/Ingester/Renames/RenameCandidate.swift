import Storage

/// Two files of which one may be the other one renamed.
struct RenameCandidate {
  let from: String
  let to: String
  let new: [PlacedTest]
  let known: [PlacedTest]

  /// The rename, if enough of the old file's tests are in the new one.
  ///
  /// They are four in five of the old file's at least, half of the new one's, three or all, and more
  /// than one test with parameters.
  ///
  /// - Parameter current: the rows of the old tests that still ran lately; the others do not count.
  func rename(current: Set<Int64>) -> FileRename? {
    let newByCase = new.byCase
    let old = known.filter { current.contains($0.id) }
    let pairs = old.byCase.compactMap { key, test in
      newByCase[key].map { (key, FileRename.Pair(new: $0.id, old: test.id)) }
    }
    let isMost = pairs.count * 10 >= old.count * 8 && pairs.count * 2 >= newByCase.count
    guard isMost, pairs.count >= 3 || pairs.count == old.count,
      Set(pairs.map(\.0.baseName)).count >= 2
    else { return nil }
    return FileRename(from: from, to: to, pairs: pairs.map(\.1).sorted { $0.new < $1.new })
  }
}

/// The file that each new one is most like, as far as names tell: none where another one comes near,
/// where one name alone is shared, and where several new files are like the same one.
func likestFiles(_ shared: [SharedNames]) -> [(from: String, to: String)] {
  let likest = Dictionary(grouping: shared, by: \.new).compactMap { to, shared in
    let most = shared.map(\.count).max() ?? 0
    let near = shared.filter { $0.count * 2 >= most }
    return most >= 2 && near.count == 1 ? (from: near[0].known, to: to) : nil
  }
  let successors = Dictionary(grouping: likest, by: \.from)
  return likest.filter { successors[$0.from]?.count == 1 }.sorted { $0.to < $1.to }
}
