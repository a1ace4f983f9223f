/// A source path as it is kept: with `/`, relative to the checkout where it lies under it, without
/// `./` at its start.
public func normalizedPath(_ path: String, checkoutFolders: [String]) -> String {
  // By bytes: a million paths are normalized before a split.
  var normalized = path.utf8.contains(UInt8(ascii: "\\")) ? path.replacingBackslashes : path
  for folder in checkoutFolders where !folder.isEmpty {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    guard normalized.utf8.starts(with: prefix.utf8) else { continue }
    normalized = String(normalized.utf8.dropFirst(prefix.utf8.count)) ?? normalized
    break
  }
  while normalized.utf8.starts(with: "./".utf8) { normalized.removeFirst(2) }
  return normalized
}

extension String {
  fileprivate var replacingBackslashes: String {
    String(map { $0 == "\\" ? "/" : $0 })
  }
}
