extension ArchiveWalk {
  /// A file that is to be handed out if no other follows.
  private typealias Held = (source: ContentSource, place: Place)

  /// Hands out the wanted members of a tar archive.
  func walkTar(_ source: ContentSource, openedAs stream: PeekedStream, at place: Place) throws {
    let window = source.hasChecksum ? nil : source.window
    let reader = TarReader(window.map { WindowStream($0) } ?? stream, window: window)
    var files = 0
    var held: Held?
    while let member = try reader.next() {
      try countEntry()
      guard member.isFile else { continue }
      files += 1
      let isUnwanted = try !handOut(member, of: reader, at: place)
      let mayBeOnlyOne = isUnwanted && files == 1 && place.isAlone
      held = mayBeOnlyOne ? try hold(member, of: reader, at: place) : nil
    }
    if let held {
      summary.unwanted -= 1
      try visit(held.source, at: held.place)
    }
    try reader.finish()
  }

  /// Hands out a member; says whether it was wanted.
  private func handOut(_ member: TarMember, of reader: TarReader, at place: Place) throws -> Bool {
    let inner = try placeOfWanted(
      entryName(member.name),
      nameBytes: member.name.count,
      in: place,
      isAlone: false
    )
    guard let inner else { return false }
    try failing(inner.name) {
      guard !member.isSparse else { throw ArchiveError.sparse }
      try visit(reader.content(of: member), at: inner)
    }
    return true
  }

  /// Keeps a file whose name nobody wants, as only the next header tells whether it is the only one.
  private func hold(_ member: TarMember, of reader: TarReader, at place: Place)
    throws(ArchiveError) -> Held?
  {
    guard !member.isSparse, member.name.count <= limits.nameBytes else { return nil }
    let inner = place.entry(entryName(member.name), isAlone: true)
    let source = reader.content(of: member)
    guard !source.isRereadable else { return (source, inner) }
    do throws(ArchiveError) {
      let kept = try Spool.keeping(try source.open(meter), limit: limits.keptBytes)
      return (ContentSource(kept), inner)
    } catch {
      switch error {
      case .tooLargeToKeep, .cannotKeep: return nil
      default: throw error
      }
    }
  }
}
