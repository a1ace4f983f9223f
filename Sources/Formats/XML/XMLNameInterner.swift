/// Gives each name of a document one address, as libxml2's dictionary does, and a number.
///
/// The names of a report are a few, so that they are found by their length and some of their bytes.
struct XMLNameInterner {
  /// A name that was seen.
  struct Entry {
    /// The whole name.
    var bytes: UnsafeMutablePointer<UInt8>
    var count: Int
    /// The name without its prefix, ended by a 0.
    var local: UnsafePointer<UInt8>
    /// The bytes of the prefix; 0 where there is none.
    var prefixCount: Int
    /// The tag in which the name was an attribute last.
    var lastTag = 0
  }

  /// The names that are kept; a document with more is read by libxml2, which bounds their bytes.
  static let most = 512
  private static let longest = 256
  private static let places = 2048

  private var count = 0
  private let entries = UnsafeMutablePointer<Entry>.allocate(capacity: XMLNameInterner.most)
  /// By the hash of a name, its number; -1 for none.
  private let numbers = UnsafeMutablePointer<Int16>.allocate(capacity: XMLNameInterner.places)

  init() { numbers.initialize(repeating: -1, count: XMLNameInterner.places) }

  /// Frees the memory.
  func deallocate() {
    for index in 0..<count { entries[index].bytes.deallocate() }
    entries.deinitialize(count: count)
    entries.deallocate()
    numbers.deallocate()
  }

  /// The name of a number.
  subscript(_ number: Int) -> Entry {
    @inline(__always) get { entries[number] }
  }

  /// The prefix of a name; none where it has none.
  func prefix(of number: Int) -> String? {
    let count = entries[number].prefixCount
    guard count > 0 else { return nil }
    let bytes = UnsafeBufferPointer(start: UnsafePointer(entries[number].bytes), count: count)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a name stands here, and a byte behind it.
  @inline(__always)
  func stands(
    _ number: Int,
    at bytes: UnsafePointer<UInt8>,
    before byte: UInt8,
    within count: Int
  ) -> Bool {
    let entry = entries[number]
    guard entry.count < count, bytes[entry.count] == byte else { return false }
    for index in 0..<entry.count where bytes[index] != entry.bytes[index] { return false }
    return true
  }

  /// The number of a name; none for one that is too long, and beyond the names that are kept.
  @inline(__always)
  mutating func number(of start: UnsafePointer<UInt8>, count: Int) -> Int? {
    guard count > 0 else { return nil }
    var place = hash(start, count)
    while numbers[place] >= 0 {
      let number = Int(numbers[place])
      if isEqual(number, start, count) { return number }
      place = (place + 1) & (XMLNameInterner.places - 1)
    }
    return add(start, count, at: place)
  }

  /// Notes that a name is an attribute of a tag; tells whether it was one already.
  @inline(__always)
  func isRepeated(_ number: Int, inTag tag: Int) -> Bool {
    if entries[number].lastTag == tag { return true }
    entries[number].lastTag = tag
    return false
  }

  /// Takes back that a name is an attribute of a tag, which is not whole yet.
  func forget(_ number: Int) { entries[number].lastTag = 0 }

  @inline(__always)
  private func hash(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int {
    // The first, the last and the middle byte tell the names of reports apart well enough.
    let bytes = Int(start[0]) &* 31 &+ Int(start[count - 1]) &* 131 &+ Int(start[count / 2])
    return (bytes &* 7 &+ count) & (XMLNameInterner.places - 1)
  }

  @inline(__always)
  private func isEqual(_ number: Int, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard entries[number].count == count else { return false }
    let bytes = entries[number].bytes
    for index in 0..<count where bytes[index] != start[index] { return false }
    return true
  }

  private mutating func add(_ start: UnsafePointer<UInt8>, _ size: Int, at place: Int) -> Int? {
    guard count < XMLNameInterner.most, size <= XMLNameInterner.longest else { return nil }
    let name = UnsafeBufferPointer(start: start, count: size)
    let colon = name.firstIndex(of: UInt8(ascii: ":"))
    // A name of only a prefix, or with two colons, is not one that namespaces allow.
    if let colon {
      guard colon > 0, colon < size - 1, name.lastIndex(of: UInt8(ascii: ":")) == colon else {
        return nil
      }
    }
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: size + 1)
    bytes.initialize(from: start, count: size)
    bytes[size] = 0
    (entries + count).initialize(
      to: Entry(
        bytes: bytes,
        count: size,
        local: UnsafePointer(bytes + (colon.map { $0 + 1 } ?? 0)),
        prefixCount: colon ?? 0
      )
    )
    numbers[place] = Int16(count)
    count += 1
    return count - 1
  }
}
