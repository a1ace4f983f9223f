/// The innermost frames of the project's own code in a stack trace.
///
/// Line numbers are left out, so that an edit above does not make another failure, and so are the
/// frames of tests where the failure came from what they call: tests that fail for one cause have
/// the same frames then.
struct ProjectFrames {
  /// The bytes of a trace that are looked at, the frames that are kept, and the bytes of each.
  private static let longestTrace = 1 << 16
  private static let mostFrames = 3
  private static let longestFrame = 160

  private let bytes: TextBytes
  private let checkoutFolders: [String]
  private var ofCode: [StackFrame] = []
  private var ofTests: [StackFrame] = []

  init(_ bytes: TextBytes, checkoutFolders: [String]) {
    self.bytes = bytes
    self.checkoutFolders = checkoutFolders
    var parser = StackFrameParser(bytes)
    var wrappers: [StackFrame]?
    let limit = min(bytes.count, ProjectFrames.longestTrace)
    var start = 0
    while start < limit {
      let end = min(bytes.lineEnd(from: start), limit)
      if bytes.has("Caused by: ", at: start) {
        // The cause tells more than what was wrapped around it.
        wrappers = ofCode.isEmpty ? wrappers : ofCode
        ofCode = []
      } else if !isFull, let frame = parser.frame(inLine: start..<end) {
        add(frame)
      }
      start = end + 1
    }
    if ofCode.isEmpty { ofCode = wrappers ?? [] }
  }

  /// The frames as text, one a line: `shop/cart.py add`; empty where none is the project's.
  var text: String {
    var output: [UInt8] = []
    for frame in ofCode.isEmpty ? ofTests : ofCode {
      if !output.isEmpty { output.append(10) }
      append(frame, to: &output)
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func add(_ frame: StackFrame) {
    let isTest: Bool
    if let path = frame.path {
      let path = bytes.projectPath(path, checkoutFolders: checkoutFolders)
      if bytes.isLibraryPath(path) { return }
      if let name = frame.function, bytes.isLibraryName(name) { return }
      isTest = bytes.isTestPath(path)
    } else if let name = frame.function, !bytes.isLibraryName(name) {
      isTest = bytes.hasTestWord(name)
    } else {
      return
    }
    if isTest { keep(frame, in: &ofTests) } else { keep(frame, in: &ofCode) }
  }

  /// Whether no later frame is kept, but for those of a cause.
  private var isFull: Bool {
    ofCode.count == ProjectFrames.mostFrames && !ofCode.contains { $0.isInnermostLast }
  }

  private func keep(_ frame: StackFrame, in frames: inout [StackFrame]) {
    if frames.count < ProjectFrames.mostFrames {
      frames.append(frame)
    } else if frame.isInnermostLast {
      frames.removeFirst()
      frames.append(frame)
    }
  }

  private func append(_ frame: StackFrame, to output: inout [UInt8]) {
    let start = output.count
    if let path = frame.path {
      let relative = bytes.projectPath(path, checkoutFolders: checkoutFolders)
      for byte in bytes[bytes.lastFolders(of: relative)] {
        output.append(byte == UInt8(ascii: "\\") ? UInt8(ascii: "/") : byte)
      }
    }
    if let name = frame.function, !name.isEmpty {
      if output.count > start { output.append(0x20) }
      append(function: name, to: &output)
    }
    if output.count - start > ProjectFrames.longestFrame {
      var end = start + ProjectFrames.longestFrame
      // Back to the start of a character.
      while end > start, output[end] & 0xC0 == 0x80 { end -= 1 }
      output.removeSubrange(end...)
    }
  }

  /// The function without what compilers count (`lambda$3`, `$$Lambda$14/0x…`), without offsets
  /// and lines.
  private func append(function name: Range<Int>, to output: inout [UInt8]) {
    var index = name.lowerBound
    while index < name.upperBound {
      let byte = bytes[index]
      if bytes.has("/0x", at: index) || bytes.has("+0x", at: index) {
        index = bytes.end(from: index + 3) { $0.isHexDigit }
        continue
      }
      if byte == UInt8(ascii: ":"), bytes[index + 1].isDigit {
        index = bytes.end(from: index + 1) { $0.isDigit }
        continue
      }
      output.append(byte)
      index += 1
      if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "#") {
        index = bytes.end(from: index) { $0.isDigit }
      }
    }
  }
}

extension TextBytes {
  /// A source path relative to the checkout where it lies in it, without `./`, scheme and query.
  func projectPath(_ path: Range<Int>, checkoutFolders: [String]) -> Range<Int> {
    var start = path.lowerBound
    if let scheme = find("://", in: path) {
      start = scheme + 3
      // What is no file has a host in front.
      if !has("file", before: scheme) {
        start = end(from: start, limit: path.upperBound - start) { $0 != UInt8(ascii: "/") }
        start = min(start + 1, path.upperBound)
      }
    }
    let end = self.end(from: start, limit: path.upperBound - start) { $0 != UInt8(ascii: "?") }
    for folder in checkoutFolders where folder.utf8.count > 1 {
      let inside = start + folder.utf8.count
      guard inside < end, self[start..<inside].elementsEqual(folder.utf8) else { continue }
      if isSlash(self[inside - 1]) { return inside..<end }
      if isSlash(self[inside]) { return inside + 1..<end }
    }
    while start + 2 < end, self[start] == UInt8(ascii: "."), isSlash(self[start + 1]) { start += 2 }
    return start..<end
  }

  /// The last three names of an absolute path: the folders above them are the machine's, and so is
  /// the first one in a folder for temporary files.
  func lastFolders(of path: Range<Int>) -> Range<Int> {
    guard isSlash(self[path.lowerBound]) || self[path.lowerBound + 1] == UInt8(ascii: ":") else {
      return path
    }
    var floor = path.lowerBound
    if has("/tmp/", at: floor) {
      floor = end(from: floor + 5, limit: path.upperBound - floor - 5) { !isSlash($0) }
    }
    var start = path.upperBound
    for _ in 0..<3 {
      let slash = self.start(before: start, floor: floor) { !isSlash($0) }
      guard slash > floor else { break }
      start = slash - 1
    }
    return start < path.upperBound ? start + 1..<path.upperBound : path
  }

  private func isSlash(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\")
  }
}
