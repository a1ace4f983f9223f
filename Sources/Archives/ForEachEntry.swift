/// Finds the files in a file, and calls `body` with each as it is found.
///
/// A file that is no archive is one entry. Archives and compressed files are told by their content;
/// those within them are opened too. Memory does not grow with the file. Nothing is written to where
/// the name of an entry points; what must be kept for a while is in files without a name.
///
/// - Parameters:
///   - path: the file; pipes are read as well.
///   - limits: how much is taken.
///   - wants: whether an entry of an archive is opened, by its name within that archive. The only
///     file in an archive is, whatever it is called.
///   - body: takes an entry, and reads as much of it as it likes. An `ArchiveError` out of it is the
///     entry's, and the next one follows; `StopWalking` ends the walk; any other error does too, and
///     is thrown.
/// - Returns: what was found, and what could not be read; of an archive that breaks off, what came
///   before the break was handed out.
/// - Throws: `ArchiveError` where there is no file that can be opened; what `body` throws.
public func forEachEntry(
  ofFile path: String,
  limits: ArchiveLimits = .standard,
  wants: (String) -> Bool = isReportOrArchiveName,
  body: (ArchiveEntry) throws -> Void
) throws -> ArchiveSummary {
  let file = try FileStorage(path: path)
  let window = try ByteWindow(file) ?? Spool.keeping(PipeStream(file), limit: limits.keptBytes)
  return try walk(window, path, limits, wants, body)
}

/// Finds the files in what came through a file descriptor, as `forEachEntry(ofFile:)` does.
///
/// - Parameter name: what it is called where a file has its path.
public func forEachEntry(
  of input: SpooledInput,
  named name: String,
  limits: ArchiveLimits = .standard,
  wants: (String) -> Bool = isReportOrArchiveName,
  body: (ArchiveEntry) throws -> Void
) throws -> ArchiveSummary {
  try walk(input.window, name, limits, wants, body)
}

/// Ends a walk through entries where nothing more is wanted.
public struct StopWalking: Error {
  /// Creates the end.
  public init() {}
}

private func walk(
  _ window: ByteWindow,
  _ name: String,
  _ limits: ArchiveLimits,
  _ wants: (String) -> Bool,
  _ body: (ArchiveEntry) throws -> Void
) throws -> ArchiveSummary {
  // The walk is over before these return, so that they need not outlive the call.
  try withoutActuallyEscaping(wants) { wants in
    try withoutActuallyEscaping(body) { body in
      let walk = ArchiveWalk(limits: limits, fileSize: window.count, wants: wants, body: body)
      return try walk.run(ContentSource(window), name: name)
    }
  }
}
