extension ItemMatcher {
  /// The file of a dotted class: its parts are folders, file and what is within the file.
  ///
  /// A folder may have dots of its own (`tests/Acme.Shop.Tests/CartTests.cs`), so that both sides are
  /// compared part by part.
  func fileOfClass(_ classname: String, _ stems: StemIndex) -> Int? {
    var parts = classname.split { $0 == "." || $0 == "$" || $0 == "\\" }
    while let stem = parts.last {
      let fitting = stems.positions(ofStem: String(stem)).map { item in
        (item: item, folders: folderParts(of: keys[item]))
      }
      let folders = parts.dropLast()
      // One part alone says too little, unless it is the whole path.
      let whole = fitting.filter { isAlike($0.folders[...], folders) }
      if whole.count == 1 { return whole[0].item }
      let ending = fitting.filter { entry in
        let common = min(entry.folders.count, folders.count)
        return common > 0 && isAlike(entry.folders.suffix(common), folders.suffix(common))
      }
      if ending.count == 1 { return ending[0].item }
      guard ending.isEmpty else { return nil }
      parts.removeLast()
    }
    return nil
  }

  private func folderParts(of path: String) -> [Substring] {
    guard let slash = path.lastIndex(of: "/") else { return [] }
    return path[..<slash].split { $0 == "/" || $0 == "." }
  }

  private func isAlike(_ left: ArraySlice<Substring>, _ right: ArraySlice<Substring>) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
  }
}
