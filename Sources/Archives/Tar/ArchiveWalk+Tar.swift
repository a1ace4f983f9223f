extension ArchiveWalk {
  /// Hands out the wanted members of a tar archive.
  func walkTar(_ source: ContentSource, openedAs stream: PeekedStream, at place: Place) throws {
    let window = source.hasChecksum ? nil : source.window
    let reader = TarReader(window.map { WindowStream($0) } ?? stream, window: window)
    var files = 0
    var held: (source: ContentSource, place: Place)?
    while let member = try reader.next() {
      try countEntry()
      guard member.isFile else { continue }
      files += 1
      held = nil
      let name = entryName(member.name)
      if let inner = try placeOfWanted(
        name,
        nameBytes: member.name.count,
        in: place,
        isAlone: false
      ) {
        try failing(inner.name) {
          guard !member.isSparse else { throw ArchiveError.sparse }
          try visit(reader.content(of: member), at: inner)
        }
      } else if files == 1, place.isAlone, !member.isSparse, member.size <= limits.keptBytes {
        // Only the next header tells whether it is the only file.
        let content = try keepable(reader.content(of: member))
        held = (content, place.entry(name, isAlone: true))
      }
    }
    if let held {
      summary.unwanted -= 1
      try visit(held.source, at: held.place)
    }
    try reader.finish()
  }

  private func keepable(_ source: ContentSource) throws(ArchiveError) -> ContentSource {
    guard !source.isRereadable else { return source }
    return ContentSource(try Spool.keeping(try source.open(meter), limit: limits.keptBytes))
  }
}
