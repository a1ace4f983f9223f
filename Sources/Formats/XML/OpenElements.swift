/// The elements that are open while a document is repaired.
struct OpenElements {
  private var text: [UInt8] = []
  private var frames: [(start: Int, holdsText: Bool)] = []

  var count: Int { frames.count }
  var isEmpty: Bool { frames.isEmpty }
  /// Whether the innermost element holds text.
  var holdText: Bool { frames.last?.holdsText ?? false }

  /// The name of the innermost element; empty when none is open.
  var innermost: [UInt8] { Array(text[(frames.last?.start ?? 0)...]) }

  /// The names, the outermost first.
  var names: [[UInt8]] {
    frames.indices.map { index in
      let end = index + 1 < frames.count ? frames[index + 1].start : text.count
      return Array(text[frames[index].start..<end])
    }
  }

  mutating func push(_ name: XMLName, holdsText: Bool) {
    frames.append((text.count, holdsText))
    text.append(contentsOf: name.bytes)
  }

  /// Takes the innermost element off, and returns its name.
  mutating func pop() -> [UInt8] {
    guard let frame = frames.popLast() else { return [] }
    let name = Array(text[frame.start...])
    text.removeLast(text.count - frame.start)
    return name
  }

  /// How many elements are inside of the innermost one of this name; none when none is open.
  func depth(of name: XMLName) -> Int? {
    var end = text.count
    for (depth, frame) in frames.reversed().enumerated() {
      if end - frame.start == name.bytes.count,
        text[frame.start..<end].elementsEqual(name.bytes)
      {
        return depth
      }
      end = frame.start
    }
    return nil
  }

  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
  }
}
