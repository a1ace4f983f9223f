import Foundation
import TestSupport
import Testing

/// The push as CI runs it: the built binary, its environment, and a server on this machine.
@Suite("Metrics pushed from outside")
struct PushTests {
  private static let token = "s3cret-t0ken"
  private static let variables = [
    "-i", "PATH=\(ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")",
    "PUSHGATEWAY_TOKEN=\(token)", "GITHUB_TOKEN=another",
  ]

  private func withHistory(_ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try folder.write("<testsuite name='s'><testcase name='t'/></testsuite>", to: "r.xml")
      let ingest = [
        "ingest", "r.xml", "--repo", "acme/shop", "--job", "unit", "--started-at", "2026-11-10",
      ]
      #expect(try runBinary(ingest, in: folder).status == 0)
      try body(folder)
    }
  }

  private func push(
    _ address: String,
    _ more: [String] = [],
    in folder: URL,
    _ variables: [String] = variables
  ) throws -> BinaryResult {
    let result = try runBinary(
      ["metrics", "--as-of", "2026-11-16", "--push", address] + more,
      in: folder,
      wrapper: variables
    )
    #expect(!(result.output + result.errors).contains(Self.token))
    return result
  }

  @Test("The metrics replace those of the job, in Prometheus's form, and nothing is printed")
  func pushes() throws {
    try withHistory { folder in
      let server = try LoopbackServer { _ in .response(200) }
      defer { server.stop() }
      let result = try push(server.url, in: folder)
      #expect(result.status == 0 && result.output.isEmpty)
      let place = server.url.dropFirst("http://".count)
      #expect(result.errors == "evenkeel: the Pushgateway at \(place) has the metrics\n")
      let group = ["--repo", "acme/shop", "--push-job", "ci", "--push-instance", "eu"]
      #expect(try push(server.url, group + ["--quiet"], in: folder).errors.isEmpty)
      #expect(
        server.summaries == [
          "PUT /metrics/job/evenkeel",
          "PUT /metrics/job/ci/instance/eu/repo%40base64/YWNtZS9zaG9w",
        ]
      )
      let request = try #require(server.requests.first)
      let written = try runBinary(
        ["metrics", "--as-of", "2026-11-16", "--format", "prometheus"],
        in: folder
      )
      #expect(request.body == written.output && !request.body.contains("# EOF"))
      #expect(request.headers["authorization"] == "Bearer \(Self.token)")
    }
  }

  @Test("A push that fails warns and exits with 0, with --strict it fails")
  func failures() throws {
    try withHistory { folder in
      let server = try LoopbackServer { _ in
        .response(400, headers: ["Content-Type": "text/plain"], body: "no: \(Self.token)\n")
      }
      defer { server.stop() }
      let warned = try push(server.url, in: folder)
      #expect(warned.status == 0 && warned.output.isEmpty)
      #expect(
        warned.errors
          == "evenkeel: the metrics were not pushed: the Pushgateway refused them with 400: no: "
          + "(the token)\n"
      )
      let strict = try push(server.url, ["--strict"], in: folder)
      #expect(strict.status == 74 && strict.errors == warned.errors)
      // A variable that is not set, as in the job of a fork.
      let missing = ["--token-variable", "NOT_SET"]
      let unset = try push(server.url, missing, in: folder)
      #expect(unset.status == 0 && unset.errors.contains("NOT_SET"))
      #expect(try push(server.url, missing + ["--strict"], in: folder).status == 64)
      #expect(try push("", in: folder).status == 0)
      #expect(try push("", ["--strict"], in: folder).status == 64)
      #expect(server.requests.count == 2)
    }
  }

  @Test("What is no address is wrong usage, and one with a password is not repeated")
  func addresses() throws {
    try withHistory { folder in
      #expect(try push("localhost:9091", in: folder).status == 64)
      let told = try push("http://ann:\(Self.token)@127.0.0.1:1", in: folder)
      #expect(told.status == 64 && told.errors.contains("PUSHGATEWAY_PASSWORD"))
    }
  }
}
