/// A walk through the files in a file.
///
/// A class, because the layers add to one summary.
final class ArchiveWalk {
  /// Where in the layers something is.
  struct Place {
    /// The path, and for each archive around it `!` and the name within that.
    var name: String
    /// The layers around it.
    var depth = 0
    /// Whether nothing else is in the file.
    var isAlone = true

    /// The place of an entry.
    func entry(_ entry: String, isAlone: Bool) -> Place {
      Place(name: "\(name)!\(entry)", depth: depth, isAlone: self.isAlone && isAlone)
    }
  }

  let limits: ArchiveLimits
  let meter: ExpansionMeter
  let wants: (String) -> Bool
  private let body: (ArchiveEntry) throws -> Void
  private var entriesSeen = 0
  var summary = ArchiveSummary()

  init(
    limits: ArchiveLimits,
    fileSize: UInt64,
    wants: @escaping (String) -> Bool,
    body: @escaping (ArchiveEntry) throws -> Void
  ) {
    self.limits = limits
    meter = ExpansionMeter(allowance: limits.allowance(forFileOf: fileSize))
    self.wants = wants
    self.body = body
  }

  func run(_ source: ContentSource, name: String) throws -> ArchiveSummary {
    do {
      try visit(source, at: Place(name: name))
    } catch is StopWalking {
      // What was wanted is done, or a limit of the whole file is reached.
    }
    return summary
  }

  /// Hands out what is in a file or an entry; what cannot be read goes into the summary.
  ///
  /// - Throws: `StopWalking`; what the body throws.
  func visit(_ source: ContentSource, at place: Place) throws {
    try failing(place.name) {
      let stream = PeekedStream(try source.open(meter))
      switch ContentKind(head: stream.head[...]) {
      case .plain: try handOut(source, openedAs: stream, at: place)
      case .unread(let form): throw ArchiveError.unread(form)
      case .packed(let form): try unpack(source, openedAs: stream, form, at: place)
      }
    }
  }

  /// Does something for a file, an archive or an entry, and notes what cannot be read of it.
  func failing(_ name: String, _ read: () throws -> Void) throws {
    do {
      try read()
    } catch let error as ArchiveError {
      summary.add(ArchiveFailure(name: name, error: error))
      if error.endsWalk { throw StopWalking() }
    }
  }

  /// Counts an entry of any kind.
  func countEntry() throws(ArchiveError) {
    entriesSeen += 1
    guard entriesSeen <= limits.entries else {
      throw ArchiveError.tooManyEntries(limit: limits.entries)
    }
  }

  /// Where an entry is, where it is wanted.
  func placeOfWanted(_ name: String, nameBytes: Int, in place: Place, isAlone: Bool) throws
    -> Place?
  {
    guard nameBytes <= limits.nameBytes else {
      let shown = place.entry(String(name.prefix(60)) + "…", isAlone: false)
      try failing(shown.name) { throw ArchiveError.nameTooLong(limit: limits.nameBytes) }
      return nil
    }
    let inner = place.entry(name, isAlone: isAlone)
    guard inner.isAlone || wants(name) else {
      summary.unwanted += 1
      return nil
    }
    return inner
  }

  private func unpack(
    _ source: ContentSource,
    openedAs stream: PeekedStream,
    _ form: ArchiveForm,
    at place: Place
  ) throws {
    guard place.depth < limits.depth else { throw ArchiveError.tooDeep(limit: limits.depth) }
    var inner = place
    inner.depth += 1
    switch form {
    case .gzip: try visit(try inflated(source, openedAs: stream), at: inner)
    case .tar: try walkTar(source, openedAs: stream, at: inner)
    case .zip:
      // A zip archive is read from its end.
      let window = try source.window ?? Spool.keeping(stream, limit: limits.keptBytes)
      try walkZip(window, at: inner)
    }
  }

  private func inflated(_ source: ContentSource, openedAs stream: PeekedStream)
    throws(ArchiveError) -> ContentSource
  {
    guard source.isRereadable else {
      return ContentSource(once: try InflateStream(stream, .gzip, meter))
    }
    return ContentSource { (meter) throws(ArchiveError) in
      try InflateStream(try source.open(meter), .gzip, meter)
    }
  }

  private func handOut(
    _ source: ContentSource,
    openedAs stream: PeekedStream,
    at place: Place
  ) throws {
    summary.entries += 1
    let content = EntryContent(source, openedAs: stream, limits: limits, meter: meter)
    try body(ArchiveEntry(name: place.name, content: content))
    // The body may have kept to itself that this is the end.
    guard !meter.isExhausted else {
      throw ArchiveError.expandsTooMuch(limit: meter.allowance)
    }
  }
}
