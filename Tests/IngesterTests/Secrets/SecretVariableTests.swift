import Ingester
import Testing

@Suite("Masking the values of secret variables")
struct SecretVariableTests {
  static let secret: [(String, String)] = [
    ("DEPLOY_TOKEN", "x9Zk1aB3qq"), ("GHTOKEN", "x9Zk1aB3qq"), ("DB_PASSWORD", "Tr0ub4dor&3"),
    ("bamboo.deploy.password", "Tr0ub4dor&3"), ("SSH_PRIVATE_KEY", "x9Zk1aB3qq"),
    ("STRIPE_API_KEY", "x9Zk1aB3qq"), ("apiKey", "x9Zk1aB3qq"), ("MY_CREDENTIALS", "x9Zk1aB3qq"),
    ("RAILS_MASTER_KEY", "0123456789abcdef0123456789abcdef"),
    ("HEROKU_API_KEY", "550e8400-e29b-41d4-a716-446655440000"),
    ("TOKEN", "correct-horse-battery-staple"), ("SENTRY_DSN", "x9Zk1aB3qq"),
  ]

  /// Variables whose values are no secrets, by the name or by the value.
  static let harmless: [(String, String)] = [
    ("CACHE_KEY", "v1-Zk1aB3qq"), ("GITHUB_SHA", "9fceb02d0ae598e95dc970b74767f19372d61af8"),
    ("TOKEN_URL", "https://a.b/Zk1aB3"), ("TOKEN_FILE", "Zk1aB3qq9"), ("SECRET_NAME", "Zk1aB3qq9"),
    ("TOKENIZERS_PARALLELISM", "Zk1aB3qq9"), ("MAX_TOKENS", "Zk1aB3qq9"),
    ("USE_TOKEN", "true"), ("TOKEN", "short1"), ("TOKEN", "1234567890"), ("TOKEN", "xxxxxxxxxxxx"),
    ("DB_PASSWORD", "postgres"), ("DB_PASSWORD", "test-password"), ("DB_PASSWORD", "PASSWORD"),
    ("GOOGLE_CREDENTIALS", "/home/ci/key1.json"), ("DATABASE_URL", "postgres://db/shop1"),
    ("PWD", "/x/Zk1aB3qq9"), ("AUTHOR", "Zk1aB3qq9"), ("PRIMARY_KEY_ID", "Zk1aB3qq9"),
    ("TOKEN", ""),
  ]

  @Test("Values of variables with secret names are masked wherever they stand", arguments: secret)
  func masks(name: String, value: String) {
    let mask = SecretMask(environment: [name: value])
    #expect(mask.masking("a \(value), b") == "a [masked secret variable], b")
    #expect(mask.masking(value) == "[masked secret variable]")
  }

  @Test("Values that are words, numbers, paths, or of other variables stay", arguments: harmless)
  func keeps(name: String, value: String) {
    let text = "a \(value), b"
    #expect(SecretMask(environment: [name: value]).masking(text) == text)
  }

  @Test("Of an address only the password is secret")
  func masksAddresses() {
    let mask = SecretMask(environment: ["DATABASE_URL": "postgres://app:Tr0ub4dor3@db/shop"])
    #expect(mask.masking("no Tr0ub4dor3 in db/shop") == "no [masked secret variable] in db/shop")
  }

  @Test("A key is masked line by line, and a long value as far as it stands there")
  func masksParts() {
    let key = "-----BEGIN KEY-----\nMIIEowIBAAKCAQEAx1\nshort\n-----END KEY-----"
    let mask = SecretMask(environment: ["SIGNING_KEY": key])
    #expect(mask.masking("x MIIEowIBAAKCAQEAx1 short") == "x [masked secret variable] short")
    let long = String(repeating: "aB3x9", count: 100)
    let cut = SecretMask(environment: ["A_TOKEN": long]).masking(long.prefix(100) + "… y")
    #expect(cut == "[masked secret variable]… y")
  }

  @Test("A short value within a word is chance, and the longer of two values is taken")
  func findsWholeValues() {
    let mask = SecretMask(environment: ["A_TOKEN": "aB3x9Zk1", "B_TOKEN": "aB3x9Zk1-more"])
    #expect(mask.masking("zaB3x9Zk1") == "zaB3x9Zk1")
    #expect(mask.masking("(aB3x9Zk1)(aB3x9Zk1-more)").components(of: "variable]") == 2)
    #expect(!mask.masking("(aB3x9Zk1-more)").contains("more"))
  }

  @Test("A value may start with any letter")
  func masksOtherLetters() {
    let mask = SecretMask(environment: ["A_TOKEN": "éaB3x9Zk1"])
    #expect(mask.masking("(éaB3x9Zk1)") == "(é[masked secret variable])")
  }

  @Test("Many variables are no trouble")
  func boundsValues() {
    var environment: [String: String] = [:]
    for number in 0..<2000 { environment["TOKEN_\(number)_SECRET"] = "aB3x9Zk1-\(number)" }
    let masked = SecretMask(environment: environment).masking("say aB3x9Zk1-7")
    #expect(masked.hasPrefix("say "))
  }
}

extension String {
  fileprivate func components(of text: String) -> Int { split(separator: text).count - 1 }
}
