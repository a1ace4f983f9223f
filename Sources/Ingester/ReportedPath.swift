/// A source path as it is kept: with `/`, relative to the checkout where it lies under it, without
/// `./` at its start.
public func normalizedPath(_ path: String, checkoutFolders: [String]) -> String {
  guard !path.isEmpty else { return path }
  var normalized = path.contains("\\") ? path.replacingBackslashes : path
  for folder in checkoutFolders where !folder.isEmpty {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    if normalized.hasPrefix(prefix) {
      normalized.removeFirst(prefix.count)
      break
    }
  }
  while normalized.hasPrefix("./") { normalized.removeFirst(2) }
  return normalized
}

extension String {
  fileprivate var replacingBackslashes: String {
    String(map { $0 == "\\" ? "/" : $0 })
  }
}
