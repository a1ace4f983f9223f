extension SecretScanner {
  /// What a name says that a part ends with, by its last words; none for names of what is not
  /// secret.
  func secretName(_ key: Range<Int>) -> SecretName? {
    // The last letter tells most names apart without a comparison.
    guard !key.isEmpty else { return nil }
    switch bytes[key.upperBound - 1] | 0x20 {
    case UInt8(ascii: "d"):
      if ends(key, in: "password") || ends(key, in: "passwd") {
        return isInConnection(key) ? .connection : .password
      }
      if ends(key, in: "pwd"), isInConnection(key) { return .connection }
      if ends(key, in: "keyid"), ends(key, in: "privatekeyid") { return .token }
    case UInt8(ascii: "e"):
      if ends(key, in: "passphrase") { return .password }
      if ends(key, in: "amzsignature") || ends(key, in: "googsignature") { return .token }
    case UInt8(ascii: "t"): return ends(key, in: "secret") ? .password : nil
    case UInt8(ascii: "n"):
      if ends(key, in: "authorization") { return .authorization }
      // The public key of a .NET assembly is in each of its names.
      if ends(key, in: "token"), !ends(key, in: "publickeytoken") { return .token }
    case UInt8(ascii: "y"): return isKey(key)
    case UInt8(ascii: "s"): return ends(key, in: "credentials") ? .token : nil
    case UInt8(ascii: "g"):
      return ends(key, in: "sig") && !bytes[key.upperBound - 4].isWord ? .token : nil
    default: break
    }
    return nil
  }

  /// Whether the word at the end stands behind a semicolon: `Uid=u;Pwd=…`.
  private func isInConnection(_ key: Range<Int>) -> Bool {
    let start = bytes.start(before: key.upperBound, floor: key.lowerBound) { $0.isWord }
    return bytes[start - 1] == UInt8(ascii: ";")
  }

  private func isKey(_ key: Range<Int>) -> SecretName? {
    if ends(key, in: "accountkey") || ends(key, in: "sharedaccesskey") { return .connection }
    if ends(key, in: "apikey") || ends(key, in: "accesskey") || ends(key, in: "secretkey")
      || ends(key, in: "privatekey") || ends(key, in: "encryptionkey")
      || ends(key, in: "signingkey") || ends(key, in: "masterkey")
    {
      return .token
    }
    return nil
  }

  /// Whether a name ends in words, whatever the case and the hyphens and underscores between.
  private func ends(_ key: Range<Int>, in words: StaticString) -> Bool {
    var index = key.upperBound
    var offset = words.utf8CodeUnitCount
    while offset > 0 {
      guard index > key.lowerBound else { return false }
      index -= 1
      let byte = bytes[index]
      if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
        continue
      }
      offset -= 1
      guard byte | 0x20 == words.utf8Start[offset] else { return false }
    }
    return true
  }

  /// Whether a value only stands for a secret: stars, a variable, a word such as `null`.
  func isPlaceholder(_ range: Range<Int>) -> Bool {
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "<"), UInt8(ascii: "%"),
      UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: "*"):
      return true
    default: break
    }
    let words = bytes[range]
    if let first = words.first, words.allSatisfy({ $0 == first }) { return true }
    guard range.count <= 10 else { return false }
    let placeholders: [StaticString] = [
      "null", "none", "nil", "true", "false", "undefined", "string", "str", "redacted", "filtered",
      "hidden", "masked", "optional", "required", "invalid", "missing", "empty", "bytes",
    ]
    return placeholders.contains { word in
      word.utf8CodeUnitCount == range.count
        && zip(words, 0..<range.count).allSatisfy { $0 | 0x20 == word.utf8Start[$1] }
    }
  }

  /// Whether a value is of more than letters, or of letters in an order that no word has.
  func isMixed(_ range: Range<Int>) -> Bool {
    let value = bytes[range]
    return value.contains { $0.isDigit }
      || value.contains { !$0.isWord && $0 < 0x80 && $0 != 0x2E && $0 != 0x2D }
      || isOddlyCased(range)
  }

  /// Whether a value is one that a machine drew: letters and digits, or cases without an order.
  func isRandom(_ range: Range<Int>) -> Bool {
    let value = bytes[range]
    let letters = value.lazy.filter { $0.isLetter }.count
    let digits = value.lazy.filter { $0.isDigit }.count
    return letters > 0 && digits > 0 && !isWordsAndNumbers(range) || isOddlyCased(range)
  }

  /// `HTTP2-connection-7`, `v1.2.3` and `line_17`: few digits, all together at the ends of words.
  private func isWordsAndNumbers(_ range: Range<Int>) -> Bool {
    var changes = 0
    for index in range.dropFirst() where bytes[index].isDigit != bytes[index - 1].isDigit {
      changes += 1
    }
    let digits = bytes[range].lazy.filter { $0.isDigit }.count
    return changes <= 2 && digits * 4 <= range.count
  }

  /// Whether small and capital letters come in turns as in no name: `dXNlcjpwYXNz`.
  private func isOddlyCased(_ range: Range<Int>) -> Bool {
    var turns = 0
    var lastTurn = range.lowerBound
    for index in range.dropFirst()
    where bytes[index].isUppercase && bytes[index - 1].isLowercase {
      // The humps of a name are three letters apart or more.
      if index - lastTurn < 3 { turns += 1 }
      lastTurn = index
    }
    return turns >= 2
  }

  /// Whether a value is code that yields a secret: `self.token`, `os.environ`, `getToken`.
  func isCode(_ range: Range<Int>) -> Bool {
    let next = bytes[range.upperBound]
    if bytes[range].contains(UInt8(ascii: "(")) || next == UInt8(ascii: "(") { return true }
    let isName = bytes[range].allSatisfy { $0.isWord || $0 == UInt8(ascii: ".") }
    guard isName else { return bytes[range].contains(UInt8(ascii: "[")) }
    return bytes[range].contains(UInt8(ascii: ".")) && !bytes[range].contains { $0.isDigit }
      || secretName(range) != nil
  }
}
