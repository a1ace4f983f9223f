/// A path that no runner takes for an option or a file of arguments.
func pathArgument(_ path: String) -> String {
  path.utf8.first == UInt8(ascii: "-") || path.utf8.first == UInt8(ascii: "@")
    ? "./" + path : path
}

/// The path without `./` in front; none where it is no part of the absolute path, as `../a.test.ts`.
func plainPath(_ path: String) -> String? {
  let plain = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
  let parts = (plain.hasPrefix("/") ? plain.dropFirst() : plain[...])
    .split(separator: "/", omittingEmptySubsequences: false)
  return parts.contains { $0.isEmpty || $0 == "." || $0 == ".." } ? nil : plain
}

/// Whether a path ends as `a.spec.ts:12` or `a.spec.ts:12:3` do, which runners take for a place in it.
func endsInLineNumber(_ path: String) -> Bool {
  guard let colon = path.lastIndex(of: ":") else { return false }
  let number = path[path.index(after: colon)...]
  return number.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}
