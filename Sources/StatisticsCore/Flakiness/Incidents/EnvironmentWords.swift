/// What the words of a signature say about its cause.
enum SignatureTone {
  /// It speaks of the network, a service, a resource or the machine.
  case environment
  /// It speaks of names and arguments that the code gets wrong.
  case code
  /// It may be either, as most assertions may.
  case unknown

  /// Reads the words; the case of ASCII letters does not matter.
  init(_ text: String) {
    let text = text.utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }
    if environmentWords.isIn(text) {
      self = .environment
    } else {
      self = codeWords.isIn(text) ? .code : .unknown
    }
  }
}

/// Words to be found in texts, by their first byte.
private struct WordList: Sendable {
  private var byFirstByte = Array(repeating: [[UInt8]](), count: 256)

  init(_ words: [String]) {
    for word in words.map({ Array($0.utf8) }) { byFirstByte[Int(word[0])].append(word) }
  }

  /// Whether one of the words is somewhere in a text.
  func isIn(_ text: [UInt8]) -> Bool {
    text.indices.contains { start in
      byFirstByte[Int(text[start])].contains { text[start...].starts(with: $0) }
    }
  }
}

/// From the messages of operating systems, HTTP, databases, containers and test runners.
private let environmentWords = WordList([
  "connect", "econn", "network", "unreachable", "socket", "dns", "resolve", "getaddrinfo",
  "gaierror", "enotfound", "hostname", "host not found", "timed out", "timeout", "etimedout",
  "deadline exceeded", "no answer", "bad gateway", "gateway", "service unavailable", "unavailable",
  "too many requests", "rate limit", "internal server error", "status 50", "http 5", "503",
  "502", "no space left", "disk", "enospc", "read-only file system", "out of memory",
  "outofmemory", "oom", "cannot allocate", "killed", "permission denied", "eacces",
  "operation not permitted", "certificate", "tls", "ssl", "handshake", "unauthorized",
  "credential", "token expired", "docker", "container", "too many open files", "broken pipe",
  "reset by peer", "database is locked", "operationalerror", "could not start", "crashed",
  "session not created", "emulator", "device offline",
])

/// From the messages of compilers and interpreters about code that does not fit together.
private let codeWords = WordList([
  "has no attribute", "attributeerror", "nameerror", "is not defined", "positional argument",
  "unexpected keyword", "is not a function", "undefined method", "nomethoderror", "nosuchmethod",
  "noclassdef", "classnotfound", "cannot find symbol", "importerror", "modulenotfound",
  "cannot find module", "syntaxerror", "keyerror", "unresolved", "no such column",
])
