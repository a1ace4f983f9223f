/// Where the bytes of a file or an entry come from.
struct ContentSource {
  /// Opens them from their first byte on.
  let open: (ExpansionMeter) throws(ArchiveError) -> any ByteStream
  /// Whether they can be opened again.
  let isRereadable: Bool
  /// The storage in which they lie as they are, where they do.
  let window: ByteWindow?
  /// Whether reading them through to the end, and only that, checks them.
  let hasChecksum: Bool

  /// Bytes that lie in storage as they are.
  init(_ window: ByteWindow) {
    open = { _ in WindowStream(window) }
    isRereadable = true
    self.window = window
    hasChecksum = false
  }

  /// Bytes that can be opened again, and that lie in a window where there is one.
  init(
    window: ByteWindow? = nil,
    reopen: @escaping (ExpansionMeter) throws(ArchiveError) -> any ByteStream
  ) {
    open = reopen
    isRereadable = true
    self.window = window
    hasChecksum = true
  }

  /// Bytes that can be read once.
  init(once stream: any ByteStream) {
    open = { _ in stream }
    isRereadable = false
    window = nil
    hasChecksum = true
  }
}
