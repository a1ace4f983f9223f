import Storage

/// Finds the new tests that are old ones whose file has another name now.
///
/// Only where the evidence is clear: the new file is in the checkout and had no tests before, the old
/// one is gone and none of its tests ran now, and no other file has near as many of the names. What
/// is copied, shares a name or two, or may come from several files is new.
///
/// - Throws: what the facts throw.
func fileRenames(_ facts: RenameFacts, checkout: ClassFiles) throws -> [FileRename] {
  // A case alone is no evidence, and asking for more costs a look at all tests.
  let files = facts.newFiles.filter(checkout.has)
  guard !files.isEmpty else { return [] }
  let likest = likestFiles(try facts.shared().filter { $0.new != $0.known }).filter { from, to in
    // Reports may name a file from a folder within the checkout on: such a file is there as well.
    checkout.has(to) && !from.hasPrefix("/")
      && checkout.files(endingIn: from).allSatisfy { $0 == to }
  }
  guard !likest.isEmpty else { return [] }
  let known = Dictionary(
    grouping: try facts.known(likest.flatMap { [$0.from, $0.to] }),
    by: \.file
  )
  let new = Dictionary(grouping: try facts.new(likest.map(\.to)), by: \.file)
  let candidates = likest.compactMap { from, to -> RenameCandidate? in
    guard let tests = new[to], let old = known[from], known[to] == nil,
      !old.contains(where: \.isTold)
    else { return nil }
    return RenameCandidate(from: from, to: to, new: tests, known: old)
  }
  guard !candidates.isEmpty else { return [] }
  let current = try facts.current(candidates.flatMap { $0.known.map(\.id) })
  return candidates.compactMap { $0.rename(current: current) }
}
