/// What a name says of the value that it stands for.
enum SecretName {
  /// Whatever stands there is secret.
  case password
  /// Words stand there as well as secrets: `unexpected token: end`.
  case token
  /// A header, whose value names its scheme first.
  case authorization
  /// The password of a connection, in names that mean other things elsewhere.
  case connection
}

extension SecretScanner {
  /// The value of `password=…`, `"api_key": "…"`, `token => …` and `Authorization: …`, found by the
  /// sign between.
  func assignment(at sign: Int) -> Secret? {
    let isColon = bytes[sign] == UInt8(ascii: ":")
    // A comparison is no assignment, nor is a part of `::`.
    let before = bytes[sign - 1]
    switch before {
    case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "+"):
      return nil
    case UInt8(ascii: ":") where isColon: return nil
    default: break
    }
    guard bytes[sign + 1] != UInt8(ascii: "="), !(isColon && bytes[sign + 1] == UInt8(ascii: ":"))
    else { return nil }
    guard let (name, isQuoted) = secretName(before: before == UInt8(ascii: ":") ? sign - 1 : sign)
    else { return nil }
    var first = sign + 1
    if !isColon, bytes[first] == UInt8(ascii: ">") { first += 1 }
    first = bytes.end(from: first, limit: 8) { $0 == 0x20 || $0 == 0x09 }
    if name == .authorization { return authorization(from: first) }
    return value(of: name, from: first, isWeak: isColon && !isQuoted)
  }

  /// `--password …`, where a space is between.
  func option(at hyphen: Int) -> Secret? {
    guard bytes[hyphen + 1] == UInt8(ascii: "-"), bytes[hyphen - 1].isSpace || hyphen == 0 else {
      return nil
    }
    let end = bytes.end(from: hyphen + 2, limit: 64) { $0.isAlphanumeric || $0 == 0x2D }
    guard bytes[end] == 0x20, let name = secretName(hyphen + 2..<end), name != .authorization
    else { return nil }
    return value(of: name, from: end + 1, isWeak: true)
  }

  /// What the name before a sign says, and whether it stands in quotes.
  private func secretName(before sign: Int) -> (name: SecretName, isQuoted: Bool)? {
    let word = bytes.start(before: sign, floor: max(floor, sign - 4)) { $0 == 0x20 }
    let end = bytes.start(before: word, floor: max(floor, word - 2)) {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\\")
        || $0 == UInt8(ascii: "]")
    }
    // A bracket without a quote is that of a mask, which is no name.
    let hasQuote = end < word && bytes[end] != UInt8(ascii: "]")
    guard hasQuote || end == word, bytes[end - 1].isLetter,
      let name = secretName(max(floor, end - 64)..<max(floor, end))
    else { return nil }
    return (name, end < word)
  }

  private func value(of name: SecretName, from first: Int, isWeak: Bool) -> Secret? {
    var start = first
    if bytes[start] == UInt8(ascii: "\\") { start += 1 }
    let quote = bytes[start]
    let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
    let range =
      isQuoted ? quoted(from: start + 1, by: quote) : bare(from: start, name == .connection)
    // A key of several lines is masked whole, once its first one is reached.
    guard !range.isEmpty, !isPlaceholder(range), !bytes.has("-----BEGIN ", at: range.lowerBound)
    else { return nil }
    let isSecret =
      switch name {
      case .password, .connection:
        isWeak && !isQuoted ? range.count >= 6 && isMixed(range) : isQuoted || !isCode(range)
      case .token, .authorization:
        isWeak && !isQuoted
          ? range.count >= 10 && isRandom(range)
          : range.count >= 6 && isMixed(range) && !isCode(range)
      }
    guard isSecret else { return nil }
    return Secret(kind: name == .token ? "secret" : "password", range: range)
  }

  private func quoted(from start: Int, by quote: UInt8) -> Range<Int> {
    let end = bytes.end(from: start, limit: 4096) {
      $0 != quote && $0 != 10 && $0 != 13
    }
    // A backslash before the last quote belongs to it, in JSON within a string.
    let isEscaped = end > start && bytes[end - 1] == UInt8(ascii: "\\")
    return start..<(isEscaped ? end - 1 : bytes.characterStart(end))
  }

  /// A value without quotes, which ends where a list or a sentence goes on.
  private func bare(from start: Int, _ isConnection: Bool) -> Range<Int> {
    let end = bytes.end(from: start, limit: 4096) { byte in
      switch byte {
      case UInt8(ascii: ";"): false
      case UInt8(ascii: ","), UInt8(ascii: "&"), UInt8(ascii: ")"), UInt8(ascii: "]"),
        UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "\\"):
        isConnection && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'")
      default: !byte.isSpace
      }
    }
    let whole = start..<bytes.characterStart(end)
    guard let last = whole.last, bytes[last] == UInt8(ascii: ".") else { return whole }
    return start..<last
  }

  /// The credentials of a header, whose scheme stays.
  private func authorization(from start: Int) -> Secret? {
    let first = bytes.end(from: start, limit: 2) {
      $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "\\")
    }
    let word = bytes.end(from: first, limit: 32) { $0.isAlphanumeric || $0 == UInt8(ascii: "-") }
    guard bytes[word] == 0x20 else {
      let end = credentialsEnd(from: first)
      guard end - first >= 16, isRandom(first..<end) else { return nil }
      return Secret(kind: "token", range: first..<end)
    }
    // A signature of several parts has spaces and commas in it.
    let isSigned = bytes.has("AWS4-", at: first) || bytes.has("Digest ", at: first)
    let end =
      isSigned ? bytes.lineEnd(from: word) : credentialsEnd(from: word + 1)
    guard end - word > 8, isMixed(word + 1..<end) || isUserAndPassword(word + 1..<end) else {
      return nil
    }
    return Secret(kind: "token", range: word + 1..<end)
  }
}
