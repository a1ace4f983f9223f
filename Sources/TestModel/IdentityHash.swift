extension TestID {
  /// The identity in a repository as a number of 64 bits, the same in every history; the ordinal is
  /// no part of it.
  ///
  /// Of a million tests two have the same number once in 37 million histories. Who forges a
  /// collision gains nothing: who can report results can report them under any name.
  public func identityHash(repo: String) -> UInt64 {
    identityHash(seed: TestID.identitySeed(repo: repo))
  }

  /// The identity as a number, from the seed of its repository on.
  public func identityHash(seed: UInt64) -> UInt64 {
    var hash = seed
    for part in [suite, classname, file, name] {
      var part = part
      hash = part.withUTF8 { xxHash64($0, seed: hash) }
    }
    return hash
  }

  /// Where the hash of an identity in a repository starts: `suite`, `classname`, `file` and `name`
  /// follow, each hashed with the hash so far as its seed.
  public static func identitySeed(repo: String) -> UInt64 {
    var repo = repo
    return repo.withUTF8 { xxHash64($0) }
  }
}

/// A short name of 128 bits, in 32 hexadecimal digits, for what is made of texts: two XXH64 hashes
/// of different seeds.
public func digest(of texts: [String]) -> String {
  var bytes: [UInt8] = []
  // A byte that UTF-8 never has keeps the texts apart.
  for text in texts { bytes += Array(text.utf8) + [0xFF] }
  return bytes.withUnsafeBufferPointer { bytes in
    [UInt64(0), 1].map { hexadecimal(xxHash64(bytes, seed: $0)) }.joined()
  }
}
