/// Writes a tar archive, honest or not.
struct TarWriter {
  /// How names that do not fit are written.
  enum Form: CaseIterable {
    case ustar, pax, gnu, old
  }

  private(set) var bytes: [UInt8] = []
  let form: Form

  init(_ form: Form = .ustar) { self.form = form }

  /// The archive with the blocks that end it.
  var archive: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

  mutating func add(_ name: String, _ content: [UInt8], type: Character = "0") {
    var ownName = name
    var prefix = ""
    if name.utf8.count > 100 {
      switch form {
      case .pax:
        addPax(["path": name])
        ownName = "cut"
      case .gnu, .old:
        addMember("././@LongLink", Array(name.utf8) + [0], type: "L")
        ownName = String(name.prefix(50))
      case .ustar:
        let cut = name.lastIndex(of: "/") ?? name.startIndex
        (prefix, ownName) = (String(name[..<cut]), String(name[cut...].dropFirst()))
      }
    }
    addMember(ownName, content, type: type, prefix: prefix)
  }

  mutating func addPax(_ records: KeyValuePairs<String, String>, type: Character = "x") {
    let lines = records.map { key, value in
      let rest = " \(key)=\(value)\n"
      var length = rest.utf8.count
      while String(length).utf8.count + rest.utf8.count != length {
        length = String(length).utf8.count + rest.utf8.count
      }
      return "\(length)\(rest)"
    }
    addMember("PaxHeaders/x", Array(lines.joined().utf8), type: type)
  }

  mutating func addMember(
    _ name: String,
    _ content: [UInt8],
    type: Character,
    prefix: String = "",
    statedSize: [UInt8]? = nil
  ) {
    var block = [UInt8](repeating: 0, count: 512)
    func put(_ text: some Collection<UInt8>, at position: Int) {
      block.replaceSubrange(position..<(position + text.count), with: text)
    }
    put(name.utf8.prefix(100), at: 0)
    put("0000644\0000000000\0000000000\0".utf8, at: 100)
    put(statedSize ?? Array((octal(content.count, digits: 11) + " ").utf8), at: 124)
    put("00000000000 ".utf8, at: 136)
    put(Array(repeating: UInt8(ascii: " "), count: 8), at: 148)
    put(String(type).utf8, at: 156)
    switch form {
    case .ustar, .pax: put("ustar\u{0}00".utf8, at: 257)
    case .gnu: put("ustar  \u{0}".utf8, at: 257)
    case .old: break
    }
    put(prefix.utf8.prefix(155), at: 345)
    let sum = block.reduce(0) { $0 + Int($1) }
    put((octal(sum, digits: 6) + "\u{0} ").utf8, at: 148)
    bytes += block + content
    bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
  }

  private func octal(_ number: Int, digits: Int) -> String {
    let text = String(number, radix: 8)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
