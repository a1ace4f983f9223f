/// `cargo test`: names that libtest compares whole, behind `--`.
struct CargoSyntax: RunnerSyntax {
  let runner = "cargo test"

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    guard kind == .testname else { throw unsupported(kind, "split by test") }
    for item in items where item.utf8.first == UInt8(ascii: "-") {
      throw unnameable(item, "it would be read as an option")
    }
    return ["--exact"] + items
  }

  func argumentsForNone(_ kind: ItemKind) -> [String]? { ["--exact", emptyShardName] }
}

/// cargo-nextest: a filterset for each item.
///
/// Source: nextest's filterset reference; names built by programs have `=` in front, and `,`, `)` and
/// `\` are escaped. Several filtersets select what any of them does.
struct NextestSyntax: RunnerSyntax {
  let runner = "cargo nextest"

  func arguments(for items: [String], kind: ItemKind) throws(SelectionError) -> [String] {
    switch kind {
    case .filename:
      throw unsupported(kind, "split by class, which are binaries in Rust, or by test")
    case .classname: return items.map { "-E=binary_id(=\(NextestSyntax.escaped($0)))" }
    case .testname: return items.map(filterset)
    }
  }

  func argumentsForNone(_ kind: ItemKind) -> [String]? { ["-E=none()", "--no-tests=pass"] }

  /// `binary-id name`, as `cargo nextest list` writes it, or a name that may be in several binaries.
  private func filterset(_ item: String) -> String {
    let binary = item.prefix { $0 != " " }
    let name = item.dropFirst(binary.count + 1)
    guard !name.isEmpty, !binary.isEmpty, binary.unicodeScalars.allSatisfy(isInBinaryID) else {
      return "-E=test(=\(NextestSyntax.escaped(item)))"
    }
    return "-E=binary_id(=\(NextestSyntax.escaped(String(binary)))) & "
      + "test(=\(NextestSyntax.escaped(String(name))))"
  }

  private func isInBinaryID(_ scalar: Unicode.Scalar) -> Bool {
    ["-", "_", ":", "."].contains(scalar) || scalar.properties.isAlphabetic
      || scalar.properties.numericType != nil
  }

  /// A name behind `=` in a filterset.
  static func escaped(_ name: String) -> String {
    var escaped = ""
    for scalar in name.unicodeScalars {
      if [",", ")", "\\"].contains(scalar) { escaped.append("\\") }
      escaped.unicodeScalars.append(scalar)
    }
    return escaped
  }
}
