import Ingester
import Testing

@Suite("Masking secrets")
struct SecretMaskTests {
  /// Texts and what is left of them.
  ///
  /// A `§` is taken out of the texts first: no scanner of this repository shall take the examples
  /// for secrets.
  static let tokens: [(String, String)] = [
    ("use gh§p_16C7e42F292c6912E7710c838347Ae178B4a now", "use [masked GitHub token] now"),
    ("gh§s_16C7e42F292c6912E7710c838347Ae178B4a.", "[masked GitHub token]"),
    (
      "git§hub_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456",
      "[masked GitHub token]"
    ),
    ("'gl§pat-9fK2xLmQ7RtY3vBn5Zw1'", "'[masked GitLab token]'"),
    ("id AK§IAIOSFODNN7EXAMPLE,", "id [masked AWS key ID],"),
    ("AS§IAIOSFODNN7EXAMPLE", "[masked AWS key ID]"),
    (
      "aws_secret_access_key = wJal§rXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      "aws_secret_access_key = [masked secret]"
    ),
    ("xo§xb-123456789012-abcdefGHIJKL", "[masked Slack token]"),
    (
      "POST https://hooks.sl§ack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX: 500",
      "POST https://hooks.slack.com/services/[masked webhook]: 500"
    ),
    (
      "https://discord.com/api/webh§ooks/123456789012345678/aBcDeF",
      "https://discord.com/api/webhooks/[masked webhook]"
    ),
    ("key=AI§zaSyA1234567890abcdefghijklmnopqrstuv", "key=[masked Google key]"),
    ("sk_§live_4eC39HqLyjWDarjtT1zdp7dc", "[masked Stripe key]"),
    ("npm_§a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "[masked npm token]"),
    ("pypi-§AgEIcHlwaS5vcmcCJDAwMDAwMDAw", "[masked PyPI token]"),
    (
      "SG.§ngeVfQFYQlKU0ufo8x5d1A.TwL2iGABf9DHoTf09kqeF8tAmbihYzrnopKc1s5cr",
      "[masked SendGrid key]"
    ),
    ("hv§s.CAESIJ1x9Pq3r5T7v9W1y3A5c7E9g1I3k5", "[masked Vault token]"),
    (
      "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U!",
      "jwt [masked JWT]!"
    ),
    (#"{"key":"a\nxo§xb-123456789012-abcdefGHIJKL"}"#, #"{"key":"a\n[masked Slack token]"}"#),
    (
      "a\n-----BEGIN RSA PRIV§ATE KEY-----\nMIIEow\nIBAAK=\n-----END RSA PRIVATE KEY-----\nb",
      "a\n[masked private key]\nb"
    ),
    (
      #""private_key": "-----BEGIN PRIV§ATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n","#,
      #""private_key": "[masked private key]\n","#
    ),
    ("-----BEGIN PRIV§ATE KEY-----\nMIIEvQIBADAN", "[masked private key]"),
  ]

  static let assignments: [(String, String)] = [
    ("password=hunter2", "password=[masked password]"),
    ("Login(user='bob', password='hunter2')", "Login(user='bob', password='[masked password]')"),
    (#"{"password": "correct horse", "n": 1}"#, #"{"password": "[masked password]", "n": 1}"#),
    (#"{\"client_secret\": \"a1b2c3d4\"}"#, #"{\"client_secret\": \"[masked password]\"}"#),
    ("DB_PASSWORD: s3cret!pw", "DB_PASSWORD: [masked password]"),
    ("token: 9fK2xLmQ7RtY3vBn", "token: [masked secret]"),
    (":api_key => \"k3y-a1b2c3\"", ":api_key => \"[masked secret]\""),
    ("apiKey := 'a1b2c3d4e5'", "apiKey := '[masked secret]'"),
    ("GET /v1?access_token=a1b2c3d4e5&x=1", "GET /v1?access_token=[masked secret]&x=1"),
    ("run --password hunter2 --verbose", "run --password [masked password] --verbose"),
    ("X-Api-Key: 9fK2xLmQ7RtY3vBn", "X-Api-Key: [masked secret]"),
    ("Authorization: Bearer abc123def456ghi7", "Authorization: Bearer [masked token]"),
    ("authorization: Basic dXNlcjpwYXNz\r\n", "authorization: Basic [masked token]\r\n"),
    (#"'Authorization': 'token a1b2c3d4e5f6'"#, #"'Authorization': 'token [masked token]'"#),
    (
      "Authorization: AWS4-HMAC-SHA256 Credential=x/1, Signature=ab12\nnext",
      "Authorization: AWS4-HMAC-SHA256 [masked token]\nnext"
    ),
    ("sent Bearer 9fK2xLmQ7RtY3vBn5Zw1", "sent Bearer [masked token]"),
    ("sent Basic dXNlcjpwYXNzd29yZDEy", "sent Basic [masked password]"),
    ("postgres://app:s3cret@db:5432/shop", "postgres://app:[masked password]@db:5432/shop"),
    ("https://user:p@ss@host/path", "https://user:[masked password]@host/path"),
    ("redis://:s3cret@cache:6379", "redis://:[masked password]@cache:6379"),
    ("https://a1b2c3d4e5f6a7b8c9d0e1f2@github.com/a/b", "https://[masked token]@github.com/a/b"),
    (
      "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=Zm9v§YmFyZm9vYmFy/+==;EndpointSuffix=x",
      "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=[masked password];EndpointSuffix=x"
    ),
    ("Server=db;Uid=sa;Pwd=p&ss,w0rd;Port=1", "Server=db;Uid=sa;Pwd=[masked password];Port=1"),
    (
      "https://x.blob/a?sv=1&sig=aB3%2Fx9Zk1&se=2", "https://x.blob/a?sv=1&sig=[masked secret]&se=2"
    ),
    ("kennwort é password=geheim1é ß", "kennwort é password=[masked password] ß"),
  ]

  /// What looks like a secret and is none.
  static let harmless = [
    "commit 9fceb02d0ae598e95dc970b74767f19372d61af8", "550e8400-e29b-41d4-a716-446655440000",
    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "-iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ", "+ data = 'SGVsbG8gV29ybGQhIQ=='",
    "SyntaxError: Unexpected token: 'return'", "Unexpected token: T_CONSTANT", "invalid token: end",
    "password: must not be empty", "Password: incorrect", "assert token == 'abc123def'",
    "password != 'hunter2'", "token: null", "password=None", "password=${DB_PASSWORD}",
    "password=settings.DB_PASSWORD", "token=get_token()", "token=self.token", "password=password",
    "client(api_key=os.environ['API_KEY'])", "Authorization: missing", "Basic functionality works",
    "Basic HttpClientTest", "Bearer authentication required", "max_tokens=4096", "tokenizer=bert",
    "secret_name=db-main", "PWD=/home/ci/project1", "http://localhost:3000/a@b",
    "docker-pullable://nginx:1.27@sha256:602d654765eb",
    "System.Xml, Version=4.0.0.0, PublicKeyToken=b77a5c561934e089", "https://user:***@host",
    "https://git@github.com/a/b", "ssh://git@host:22/a",
    "npm_config_registry", "npm_lifecycle_event", "ghp_short", "xoxb-", "sk-learn-1.2", "AKIA",
    "AKIAIOSFODNN7EXAMPLEX", "eyJhbGciOiJIUzI1NiJ9", "-----BEGIN CERTIFICATE-----\nMIIB",
    "-----BEGIN PUBLIC KEY-----", "com.acme.Token::new", "primary_key=a1b2c3d4e5", "key: a1b2c3d4",
    "[masked password]", "password=[masked password]", "", "…é", "=", ":", "://", "://@",
    "password=",
    "token:", "\"", "Authorization:", "--password", "error: --password is required", "a:b:c:",
    "at Object.<anonymous> (src/token.test.ts:12:34)", "expected: <secret> but was: <public>",
    "tests/test_token.py::test_password[abc-123]", "cache-key: v1-2f8a9b1c3d",
  ]

  @Test("Tokens of well-known shapes are masked by kind", arguments: tokens)
  func masksTokens(text: String, masked: String) {
    #expect(SecretMask().masking(text.replacing("§", with: "")) == masked)
  }

  @Test("What is assigned to names of secrets is masked", arguments: assignments)
  func masksAssignments(text: String, masked: String) {
    #expect(SecretMask().masking(text.replacing("§", with: "")) == masked)
  }

  @Test("What only looks like a secret stays", arguments: harmless)
  func keeps(text: String) {
    #expect(SecretMask().masking(text) == text)
  }

  @Test("Masking twice is masking once")
  func isIdempotent() {
    for (_, masked) in Self.tokens + Self.assignments {
      #expect(SecretMask().masking(masked) == masked)
    }
  }

  @Test("Any cut of any text can be masked, and texts joined are masked each for itself")
  func survivesCuts() {
    let mask = SecretMask(environment: ["API_TOKEN": "x9Zk1aB3%2Fq", "A_KEY": "é"])
    for (text, _) in Self.tokens + Self.assignments {
      for length in 0...text.count {
        _ = mask.masking(String(text.prefix(length)))
        _ = mask.masking(String(text.suffix(length)))
      }
    }
    let all = (Self.tokens + Self.assignments).filter { !$0.0.contains("BEGIN") }
    let joined = all.map { $0.0.replacing("§", with: "") }.joined(separator: "\n")
    let lines = mask.masking(joined).split(separator: "\n")
    let expected = all.flatMap { $0.1.split(separator: "\n") }
    #expect(zip(lines, expected).filter { $0 != $1 }.map { "\($0) for \($1)" } == [])
    #expect(lines.count == expected.count)
  }

  @Test("Texts made to be looked at again and again are masked in one pass")
  func isLinear() {
    let patterns = [
      "password=", "://", "eyJ", "-----BEGIN PRIVATE KEY-----", "token: \"", "Bearer ", "a:",
      "AKIA", "sk_live_", "\"", "=", "a=b.token=", "--password ", "ghp_", "user:p@", "-", "_",
    ]
    let mask = SecretMask(environment: ["API_TOKEN": String(repeating: "=a", count: 500)])
    for pattern in patterns {
      let text = String(repeating: pattern, count: 60_000 / pattern.utf8.count)
      #expect(mask.masking(text).utf8.count <= text.utf8.count * 3)
    }
  }
}
