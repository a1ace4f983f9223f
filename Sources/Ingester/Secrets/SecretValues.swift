/// The secret values of an environment, for a search for all of them at once.
struct SecretValues: Sendable {
  /// The most values that are looked for, and the bytes of each that must match.
  private static let mostValues = 200
  private static let comparedLength = 64

  private let values: [[UInt8]]
  /// The bytes and the pairs of bytes that the values start with.
  let firstBytes: ByteSet
  let pairs: BytePairs

  init(environment: [String: String]) {
    var values: [[UInt8]] = []
    for name in environment.keys.sorted() where isSecretVariable(name) {
      guard let value = environment[name] else { continue }
      // Only bytes below 128 are stopped at: what is in front of the first one is left.
      values += secretParts(ofValue: value).map { Array($0.drop { $0 >= 128 }) }
    }
    // The longest first: a value may start with another one.
    let distinct = Set(values.filter { $0.count >= 8 }).sorted {
      ($1.count, $0.first ?? 0) < ($0.count, $1.first ?? 0)
    }
    self.values = Array(distinct.prefix(SecretValues.mostValues))
    var firstBytes = ByteSet()
    var pairs = BytePairs()
    for value in self.values where value.count > 1 {
      firstBytes = firstBytes | ByteSet(byte: value[0])
      pairs.insert(value[0], value[1])
    }
    self.firstBytes = firstBytes
    self.pairs = pairs
  }

  /// Where the value ends that stands at a place, or the part of a long one that stands there.
  func end(in bytes: TextBytes, at start: Int) -> Int? {
    for value in values where value[0] == bytes[start] {
      let compared = min(value.count, SecretValues.comparedLength)
      guard bytes[start..<start + compared].elementsEqual(value[..<compared]) else { continue }
      var length = compared
      while length < value.count, start + length < bytes.count,
        bytes[start + length] == value[length]
      {
        length += 1
      }
      // A short value may be a part of a word by chance.
      let isWord = bytes[start - 1].isWord || bytes[start + length].isWord
      if value.count < 16, isWord { continue }
      return bytes.characterStart(start + length)
    }
    return nil
  }
}

/// Whether a variable has a secret, by its name.
func isSecretVariable(_ name: String) -> Bool {
  let words = name.uppercased().split { $0 == "_" || $0 == "-" || $0 == "." }
  guard let last = words.last else { return false }
  // What says where a secret is, whose it is or how it is used is none itself.
  let attributes: Set<Substring> = [
    "FILE", "PATH", "DIR", "URL", "URI", "NAME", "USER", "USERNAME", "ID", "TTL", "TIMEOUT",
    "ENABLED", "TYPE", "HOST", "PORT", "VERSION", "COUNT", "LENGTH", "SIZE", "LIMIT", "HELPER",
    "STORE", "MODE", "ALGORITHM", "ISSUER", "EXPIRY", "REGION", "PREFIX", "HEADER", "ENDPOINT",
  ]
  let joined = words.joined()
  if attributes.contains(last) {
    return ["DATABASEURL", "DBURL", "REDISURL", "MONGOURL", "MONGODBURI", "WEBHOOKURL", "AMQPURL"]
      .contains { joined.hasSuffix($0) }
  }
  let secretWords = [
    "TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "CREDENTIALS", "APIKEY",
  ]
  if words.contains(where: { word in secretWords.contains { word.hasSuffix($0) } }) { return true }
  return [
    "PRIVATEKEY", "APIKEY", "ACCESSKEY", "SECRETKEY", "SIGNINGKEY", "ENCRYPTIONKEY", "DEPLOYKEY",
    "MASTERKEY", "SSHKEY", "LICENSEKEY", "CONNECTIONSTRING", "DSN",
  ].contains { joined.hasSuffix($0) }
}

/// The parts of a secret variable's value that are looked for; none where the value is no secret.
func secretParts(ofValue value: String) -> [[UInt8]] {
  let lines = value.split(whereSeparator: \.isNewline)
  if lines.count > 1 {
    // A key is printed a line at a time, and its first and last lines are no secret.
    return lines.prefix(100).filter { $0.utf8.count >= 16 && !$0.hasPrefix("-----") }
      .map { Array($0.utf8) }
  }
  guard let line = lines.first else { return [] }
  let text = line.drop { $0 == " " }
  guard let scheme = text.firstRange(of: "://") else {
    return isSecretValue(text) ? [Array(text.utf8)] : []
  }
  // Of an address only the password is secret.
  let address = text[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
  guard let at = address.lastIndex(of: "@"), let colon = address[..<at].firstIndex(of: ":") else {
    return text.contains("hook") ? [Array(text.utf8)] : []
  }
  let password = address[address.index(after: colon)..<at]
  return isSecretValue(password) ? [Array(password.utf8)] : []
}

/// Whether a value is one that nobody would print for another reason.
private func isSecretValue(_ value: Substring) -> Bool {
  let bytes = Array(value.utf8)
  guard bytes.count >= 8, !bytes.allSatisfy({ $0.isDigit }) else { return false }
  let roots = [
    "/home/", "/root/", "/usr/", "/etc/", "/var/", "/opt/", "/tmp/", "/run/", "/mnt/", "/srv/",
    "/Users/", "/private/", "/builds/", "/workspace", "/github/", "/secrets/", "~/", "./", "../",
  ]
  guard !roots.contains(where: { value.hasPrefix($0) }), Set(bytes).count >= 4 else { return false }
  // `postgres` and `test-password` are words of messages, and no secret to anyone.
  let isWords = bytes.allSatisfy { $0.isLowercase || $0 == 0x2D || $0 == 0x5F || $0 == 0x20 }
  let isCapitals = bytes.allSatisfy { $0.isUppercase || $0 == 0x2D || $0 == 0x5F || $0 == 0x20 }
  return !isWords && !isCapitals || bytes.count >= 24
}
