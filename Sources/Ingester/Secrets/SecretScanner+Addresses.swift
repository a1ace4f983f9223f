extension SecretScanner {
  /// The password of `scheme://user:password@host`, or the secret path of a webhook.
  func address(at colon: Int) -> Secret? {
    guard bytes.has("://", at: colon) else { return nil }
    let start = colon + 3
    let end = bytes.end(from: start, limit: 1024) { byte in
      switch byte {
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "\""),
        UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "\\"):
        false
      default: !byte.isSpace
      }
    }
    let at = bytes.start(before: end, floor: start) { $0 != UInt8(ascii: "@") } - 1
    return at >= start ? password(start..<at) : webhook(host: start..<end)
  }

  private func password(_ user: Range<Int>) -> Secret? {
    let name = bytes.end(from: user.lowerBound, limit: user.count) { $0 != UInt8(ascii: ":") }
    guard name < user.upperBound else {
      // `https://token@host`, where only a token is long.
      return user.count >= 20 && isRandom(user) ? Secret(kind: "token", range: user) : nil
    }
    let password = name + 1..<user.upperBound
    // `docker://nginx:1.27@sha256:…` is an image.
    guard !password.isEmpty, !isPlaceholder(password),
      !bytes.has("@sha256:", at: password.upperBound)
    else { return nil }
    return Secret(kind: "password", range: password)
  }

  private func webhook(host: Range<Int>) -> Secret? {
    let path = host.upperBound
    let secret: Int? =
      if bytes.has("hooks.slack.com", at: host.lowerBound) {
        bytes.has("/services/", at: path) ? path + 10 : path + 1
      } else if bytes.has("discord.com", before: path) || bytes.has("discordapp.com", before: path)
      {
        bytes.has("/api/webhooks/", at: path) ? path + 14 : nil
      } else if bytes.has(".webhook.office.com", before: path) {
        path + 1
      } else {
        nil
      }
    guard let secret else { return nil }
    let end = bytes.end(from: secret) { byte in
      byte.isWord || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "@")
    }
    return end - secret >= 16 ? Secret(kind: "webhook", range: secret..<end) : nil
  }

  /// What stands behind `Bearer` and `Basic`, in a header or out of one.
  func credentials(at start: Int) -> Secret? {
    guard isFree(before: start) else { return nil }
    if bytes.has("Bearer ", at: start) || bytes.has("bearer ", at: start) {
      let first = start + 7
      let end = credentialsEnd(from: first)
      guard end - first >= 16, isRandom(first..<end) else { return nil }
      return Secret(kind: "token", range: first..<end)
    }
    guard bytes.has("Basic ", at: start) || bytes.has("basic ", at: start) else { return nil }
    let first = start + 6
    let end = credentialsEnd(from: first)
    return isUserAndPassword(first..<end) ? Secret(kind: "password", range: first..<end) : nil
  }

  /// Where what may stand in an `Authorization` header ends.
  func credentialsEnd(from start: Int) -> Int {
    bytes.end(from: start) { byte in
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "~"), UInt8(ascii: "+"),
        UInt8(ascii: "/"), UInt8(ascii: "="):
        true
      default: byte.isWord
      }
    }
  }

  /// Whether Base64 is of `user:password`: so a heading of two words is none.
  func isUserAndPassword(_ range: Range<Int>) -> Bool {
    guard range.count >= 8, range.count % 4 == 0 else { return false }
    var bits: UInt32 = 0
    var hasColon = false
    for (position, byte) in bytes[range].prefix(256).enumerated() where byte != UInt8(ascii: "=") {
      guard let value = base64Value(byte) else { return false }
      bits = bits << 6 | value
      guard position % 4 > 0 else { continue }
      let character = bits >> UInt32(6 - 2 * (position % 4)) & 0xFF
      if character == 0x3A { hasColon = true }
      if character < 0x20 || character == 0x7F { return false }
    }
    return hasColon
  }

  private func base64Value(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 65...90: UInt32(byte) - 65
    case 97...122: UInt32(byte) - 71
    case 48...57: UInt32(byte) + 4
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }

  /// A private key from its first line to its last, or as far as there is one.
  mutating func keyBlock(at start: Int) -> Secret? {
    guard bytes.has("-----BEGIN ", at: start) else { return nil }
    let title = bytes.end(from: start + 11, limit: 64) { $0.isUppercase || $0 == 0x20 }
    guard bytes.find("PRIVATE KEY", in: start + 11..<title) != nil else { return nil }
    // What was looked at in vain is not looked at again.
    let first = max(title, searchedForKeyEnd)
    let limit = max(first, min(bytes.count, title + (1 << 14)))
    if let last = bytes.find("-----END ", in: first..<limit) {
      let end = bytes.end(from: last + 9, limit: 64) { $0.isUppercase || $0 == 0x20 }
      let hyphens = bytes.end(from: end, limit: 5) { $0 == UInt8(ascii: "-") }
      return Secret(kind: "private key", range: start..<hyphens)
    }
    searchedForKeyEnd = limit
    let end = bytes.end(from: title, limit: 1 << 14) { byte in
      byte.isAlphanumeric || byte.isSpace || "+/=-,:\\".utf8.contains(byte)
    }
    return Secret(kind: "private key", range: start..<end)
  }
}
