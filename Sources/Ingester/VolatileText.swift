/// Replaces what changes from run to run by what kind of thing it is.
///
/// Used on failure messages, so that one cause has one signature, and with `keepingNumbers` on the
/// names of cases, so that a test does not become a new one in each run.
public func foldingVolatileParts(_ text: some StringProtocol, keepingNumbers: Bool) -> String {
  var text = String(text)
  guard keepingNumbers else { return foldingMessage(text, checkoutFolders: []) }
  let folded = text.withUTF8 { foldedName(TextBytes($0)) }
  return folded.map { String(decoding: $0, as: UTF8.self) } ?? text
}

/// Whether a name holds a volatile part: nearly all names don't, and are kept without a copy.
public func mayHoldVolatileParts(_ name: String) -> Bool {
  var name = name
  return name.withUTF8 { mayHoldVolatileParts($0) }
}

/// Whether a name, given as UTF-8, holds a volatile part.
///
/// It runs for each name of each report, so that it looks closer at a few rare bytes only.
public func mayHoldVolatileParts(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  VolatileNameScanner(bytes: TextBytes(bytes)).next(from: 0) != nil
}

/// The name without its volatile parts; none where it has none.
private func foldedName(_ bytes: TextBytes) -> [UInt8]? {
  let scanner = VolatileNameScanner(bytes: bytes)
  var output: [UInt8] = []
  var position = 0
  while let part = scanner.next(from: position) {
    output.append(contentsOf: bytes[position..<part.range.lowerBound])
    if part.kind != .escape { output.append(contentsOf: "<\(part.kind.rawValue)>".utf8) }
    // A part is never empty, but a scan must end whatever comes.
    position = max(part.range.upperBound, position + 1)
  }
  guard position > 0 else { return nil }
  output.append(contentsOf: bytes[position..<max(position, bytes.count)])
  return output
}

/// A failure's message without what changes from run to run, paths relative to the checkout.
func foldingMessage(_ text: String, checkoutFolders: [String]) -> String {
  var text = text
  return text.withUTF8 { buffer in
    let bytes = TextBytes(buffer)
    var folder = VolatileMessageFolder(bytes, checkoutFolders: checkoutFolders)
    folder.fold(0..<bytes.count)
    return String(decoding: folder.output, as: UTF8.self)
  }
}
