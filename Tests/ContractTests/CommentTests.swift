import Foundation
import TestSupport
import Testing

/// The comment bot as CI runs it: the built binary, its environment, and a server on this machine.
@Suite("The comment bot from outside")
struct CommentTests {
  /// Runs the binary with these variables, and no others of a CI.
  private func comment(
    _ arguments: [String],
    _ variables: [String: String],
    in folder: URL
  ) throws -> BinaryResult {
    let settings = ["-i"] + variables.map { "\($0.key)=\($0.value)" }
    return try runBinary(["comment"] + arguments, in: folder, wrapper: settings)
  }

  private func red(in folder: URL) throws {
    try folder.write(
      "<testsuite><testcase classname='c' name='t'><failure message='boom'/></testcase></testsuite>",
      to: "r.xml"
    )
    let ingested = try runBinary(
      [
        "ingest", "r.xml", "--repo", "acme/shop", "--pr", "7", "--branch", "f", "--commit", "c1",
        "--job", "unit", "--pipeline", "1",
      ],
      in: folder
    )
    #expect(ingested.status == 0, "\(ingested.errors)")
  }

  @Test("It comments, says it, waits out a limit, and prints no token", .timeLimit(.minutes(2)))
  func comments() throws {
    try withTemporaryFolder { folder in
      try red(in: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      host.fail("POST", .response(403, headers: ["Retry-After": "1"]))
      let made = try comment(["--pr", "7"], host.variables, in: folder)
      #expect(made.status == 0 && made.output.isEmpty, "\(made)")
      #expect(made.errors == "evenkeel: commented on pull request 7 on GitHub\n")
      let again = try comment(["--pr", "7", "--quiet"], host.variables, in: folder)
      #expect(again.status == 0 && again.output.isEmpty && again.errors.isEmpty)
      #expect(host.comments.count == 1)
      #expect(host.comments[0].body.hasPrefix("<!-- evenkeel:v1 key=default head=c1 digest="))
      let agents = Set(host.server.requests.map { $0.headers["user-agent"] ?? "" })
      #expect(agents == ["evenkeel"])
    }
  }

  @Test(
    "A post that fails warns and exits with 0, with --strict it fails; it never tells the token"
  )
  func failures() throws {
    try withTemporaryFolder { folder in
      try red(in: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      host.fail("POST", .response(422, body: "{\"message\":\"\(FakeCodeHost.token)\"}"), times: 2)
      let warned = try comment(["--pr", "7"], host.variables, in: folder)
      #expect(warned.status == 0 && warned.output.contains("1 test failed."), "\(warned)")
      #expect(warned.errors.contains("the comment was not posted"))
      let strict = try comment(["--pr", "7", "--strict"], host.variables, in: folder)
      #expect(strict.status == 74)
      for result in [warned, strict] {
        #expect(!(result.output + result.errors).contains(FakeCodeHost.token))
      }
    }
  }

  @Test("Where there is no curl, the comment is printed, and it is said why")
  func withoutCurl() throws {
    try withTemporaryFolder { folder in
      try red(in: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      let variables = host.variables.merging(["PATH": folder.path(percentEncoded: false)]) { $1 }
      let result = try comment(["--pr", "7"], variables, in: folder)
      #expect(result.status == 0 && result.output.contains("1 test failed."))
      #expect(result.errors.contains("curl is not installed here"), "\(result.errors)")
    }
  }
}
