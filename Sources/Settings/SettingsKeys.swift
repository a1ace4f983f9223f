/// The keys that a settings file may have: full names with dots, as `quarantine.enter.min_rate`.
struct SettingsKeys {
  private let keys: [String]
  private let known: Set<String>
  private let sections: Set<String>

  init(_ keys: [String]) {
    self.keys = keys
    known = Set(keys)
    var sections: Set<String> = []
    for key in keys {
      let names = key.split(separator: ".")
      for count in 1..<max(1, names.count) {
        sections.insert(names.prefix(count).joined(separator: "."))
      }
    }
    self.sections = sections
  }

  func isKey(_ name: String) -> Bool { known.contains(name) }

  func isSection(_ name: String) -> Bool { sections.contains(name) }

  /// The key or section that was probably meant; none where nothing is near.
  ///
  /// A slip in a name is looked for among those of the same section first, then the same name in
  /// another section, then a slip anywhere.
  func nearest(to name: String) -> String? {
    // What is longer than all names is near none, and a stranger's may be very long.
    guard name.utf8.count <= 100 else { return nil }
    let name = name.replacing("-", with: "_").lowercased()
    let names = keys + sections.sorted()
    let section = parent(of: name)
    return closest(to: name, in: names.filter { parent(of: $0) == section }, by: { $0 })
      ?? names.first { last(of: $0) == last(of: name) }
      ?? closest(to: last(of: name), in: names, by: last)
  }

  private func closest(
    to name: String,
    in names: [String],
    by part: (String) -> String
  ) -> String? {
    let distances = names.map { (name: $0, distance: editDistance(name, part($0))) }
    guard let best = distances.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, last(of: name).count / 3)
    else { return nil }
    return best.name
  }

  private func parent(of name: String) -> String {
    name.split(separator: ".").dropLast().joined(separator: ".")
  }

  private func last(of name: String) -> String {
    name.split(separator: ".").last.map(String.init) ?? ""
  }
}
