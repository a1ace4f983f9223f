internal import Yams

/// Reads the entries of a document.
struct NodeReader {
  let path: String
  let keys: SettingsKeys
  private(set) var entries: [SettingsFile.Entry] = []

  init(path: String, keys: SettingsKeys) {
    self.path = path
    self.keys = keys
  }

  /// Reads a section; an empty one says nothing.
  mutating func read(_ node: Node, section: String) throws(SettingsError) {
    try refuseExtras(of: node)
    if node.isEmpty { return }
    guard case .mapping(let mapping) = node else {
      let what = section.isEmpty ? "a settings file" : "\(section)"
      throw error(node, "\(what) has keys with values, as in `key: value`; mend it")
    }
    for (keyNode, value) in mapping {
      try refuseExtras(of: keyNode)
      guard case .scalar(let scalar) = keyNode else {
        throw error(keyNode, "a key is a word; mend it")
      }
      let name = section.isEmpty ? scalar.string : "\(section).\(scalar.string)"
      if keys.isKey(name) {
        try add(name, keyNode, value)
      } else if keys.isSection(name), !scalar.string.contains(".") {
        try read(value, section: name)
      } else {
        throw unknown(name, keyNode)
      }
    }
  }

  private mutating func add(_ name: String, _ key: Node, _ node: Node) throws(SettingsError) {
    try refuseExtras(of: node)
    let value: SettingsFile.Value
    switch node {
    case .scalar(let scalar):
      guard !node.isEmpty, !scalar.string.isEmpty else {
        throw error(key, "\(name) has no value; give it one, or leave it out")
      }
      value = .text(scalar.string)
    case .sequence(let sequence): value = try list(name, sequence)
    default: throw error(key, "\(name) takes a value, and no keys of its own; mend it")
    }
    entries.append(SettingsFile.Entry(key: name, line: line(of: key), value: value))
  }

  private func list(
    _ name: String,
    _ sequence: Node.Sequence
  ) throws(SettingsError) -> SettingsFile.Value {
    var items: [SettingsFile.Item] = []
    var pairs: [SettingsFile.Pair] = []
    for node in sequence {
      try refuseExtras(of: node)
      if case .scalar(let scalar) = node, !node.isEmpty, !scalar.string.isEmpty {
        items.append(SettingsFile.Item(text: scalar.string, line: line(of: node)))
      } else if case .mapping(let mapping) = node, mapping.count == 1, let pair = mapping.first {
        pairs.append(try self.pair(name, pair.key, pair.value))
      } else {
        throw error(node, "\(name) is a list of values, each in a line of its own; mend this one")
      }
    }
    guard items.isEmpty || pairs.isEmpty else {
      throw error(sequence.first ?? .scalar(.init("")), "\(name) is a list of one kind; mend it")
    }
    return pairs.isEmpty ? .list(items) : .pairs(pairs)
  }

  private func pair(
    _ name: String,
    _ key: Node,
    _ value: Node
  ) throws(SettingsError) -> SettingsFile.Pair {
    try refuseExtras(of: key)
    try refuseExtras(of: value)
    guard case .scalar(let left) = key, case .scalar(let right) = value, !key.isEmpty,
      !value.isEmpty
    else { throw error(key, "\(name) is a list of `name: value`; mend this one") }
    return SettingsFile.Pair(name: left.string, text: right.string, line: line(of: key))
  }

  /// Refuses what could stand for something else than what is written.
  private func refuseExtras(of node: Node) throws(SettingsError) {
    guard node.anchor == nil else { throw .anchor(path: path, line: line(of: node)) }
    let harmless: [Tag.Name] = [.implicit, .nonSpecific, .str, .seq, .map]
    guard harmless.contains(where: { $0.rawValue == node.tag.description }) else {
      throw error(node, "tags (!) are not read here; write the value out")
    }
  }

  private func unknown(_ name: String, _ node: Node) -> SettingsError {
    let advice =
      keys.nearest(to: name).map { "did you mean \($0)?" }
      ?? "`evenkeel settings` lists the keys"
    return error(node, "there is no key \(quoted(name)); \(advice)")
  }

  private func error(_ node: Node, _ reason: String) -> SettingsError {
    SettingsError(path: path, line: line(of: node), reason: reason)
  }

  private func line(of node: Node) -> Int { node.mark?.line ?? 1 }
}

extension Node {
  /// Whether nothing stands there, or YAML's word for nothing.
  fileprivate var isEmpty: Bool {
    guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
    return ["", "~", "null"].contains(scalar.string)
  }
}
