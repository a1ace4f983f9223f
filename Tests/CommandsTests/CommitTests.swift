import Foundation
import TestModel
import TestSupport
import Testing

@testable import Commands

@Suite("The commits of a job run")
struct CommitTests {
  static let report = "<testsuite><testcase name='t'/></testsuite>"

  /// A repository whose main branch has a merge, and the commits of it.
  private func merged(in folder: URL) throws -> (checkout: Checkout, head: String, merge: String) {
    let checkout = try Checkout(in: folder)
    _ = try checkout.commit("first")
    try checkout.git("checkout", "-q", "-b", "feature")
    let head = try checkout.commit("the change")
    try checkout.git("checkout", "-q", "main")
    try checkout.git("merge", "-q", "--no-ff", "-m", "merge", "feature")
    return (checkout, head, try checkout.git("rev-parse", "HEAD"))
  }

  private func pullRequest(_ merge: String) -> [String: String] {
    [
      "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/shop", "GITHUB_SHA": merge,
      "GITHUB_REF": "refs/pull/7/merge", "GITHUB_HEAD_REF": "feature",
    ]
  }

  @Test("Of a pull request's merge the head is what was tested, and both are kept")
  func resolvesMerges() throws {
    try withTemporaryFolder { folder in
      let (_, head, merge) = try merged(in: folder)
      try folder.write(Self.report, to: "r.xml")
      let output = try run(["ingest", "r.xml"], in: folder, variables: pullRequest(merge))
      #expect(output.remarks.isEmpty)
      let jobRun = try #require(try jobRuns(in: folder).first).jobRun
      #expect(jobRun.commit == head && jobRun.mergeCommit == merge && jobRun.pr == 7)
    }
  }

  @Test("A checkout that is one commit deep names the head of its merge as well")
  func resolvesShallowMerges() throws {
    try withTemporaryFolder { folder in
      let origin = folder.appending(path: "origin")
      try origin.write("", to: "a")
      let (checkout, head, merge) = try merged(in: origin)
      let source = "file://" + origin.path(percentEncoded: false)
      try checkout.git("clone", "-q", "--depth", "1", source, "../shallow")
      let shallow = Checkout(existing: folder.appending(path: "shallow"))
      #expect(throws: Checkout.GitFailure.self) {
        try shallow.git("rev-parse", "--verify", "HEAD^2")
      }
      var run = JobRun()
      run.mergeCommit = merge
      let path = shallow.folder.path(percentEncoded: false)
      let clarified = clarifyingCommits(of: run, in: path)
      #expect(clarified.jobRun.commit == head && clarified.remark == nil)
    }
  }

  @Test("Where git does not have the merge, it stands for the head, and people are told")
  func saysThatHeadIsUnknown() throws {
    try withTemporaryFolder { folder in
      let unknown = String(repeating: "ab", count: 20)
      try folder.write(Self.report, to: "r.xml")
      let output = try run(["ingest", "r.xml"], in: folder, variables: pullRequest(unknown))
      #expect(output.status == .done)
      #expect(output.remarks.contains { $0.contains("fetch-depth: 2") && $0.contains(unknown) })
      #expect(try jobRuns(in: folder).map(\.jobRun.commit) == [unknown])
    }
  }

  @Test("Without a provider a merge that is checked out is what was tested")
  func keepsMergesWithoutProvider() throws {
    try withTemporaryFolder { folder in
      let (_, _, merge) = try merged(in: folder)
      try folder.write(Self.report, to: "r.xml")
      _ = try run(["ingest", "r.xml"], in: folder)
      let jobRun = try #require(try jobRuns(in: folder).first).jobRun
      #expect(jobRun.commit == merge && jobRun.mergeCommit == nil && jobRun.branch == "main")
    }
  }

  @Test("A commit that is cut short is made whole, and what is no hash never reaches git")
  func expandsShortCommits() throws {
    try withTemporaryFolder { folder in
      let (_, head, merge) = try merged(in: folder)
      let path = folder.path(percentEncoded: false)
      var run = JobRun()
      run.commit = String(head.prefix(12))
      #expect(clarifyingCommits(of: run, in: path).jobRun.commit == head)
      for commit in ["HEAD", "--all", String(head.prefix(5)), "feature", "0000000"] {
        run.commit = commit
        #expect(clarifyingCommits(of: run, in: path).jobRun.commit == commit)
      }
      var merged = JobRun()
      merged.mergeCommit = "--output=x"
      #expect(clarifyingCommits(of: merged, in: path).jobRun.commit == "--output=x")
      merged.mergeCommit = String(merge.prefix(10))
      #expect(clarifyingCommits(of: merged, in: path).jobRun.commit == head)
    }
  }

  @Test("An event that is too large, or is no file, is not read")
  func boundsFiles() throws {
    try withTemporaryFolder { folder in
      let merge = String(repeating: "ab", count: 20)
      let event = "{\"pull_request\":{\"number\":7,\"head\":{\"sha\":\"abcd\"}}}"
      let large = event + String(repeating: " ", count: 8 << 20)
      try folder.write(event, to: "small.json")
      try folder.write(large, to: "large.json")
      let expected: [String: String?] = [
        "small.json": "abcd", "large.json": nil, "/dev/zero": nil, "none": nil,
      ]
      for (file, commit) in expected {
        var surroundings = Surroundings(
          variables: pullRequest(merge),
          folder: folder.path(percentEncoded: false),
          now: Timestamp(seconds: 1),
          standardInput: { nil },
          progress: { _ in }
        )
        surroundings.variables["GITHUB_EVENT_PATH"] = file
        #expect(surroundings.jobRun.commit == commit, "\(file)")
      }
    }
  }
}
