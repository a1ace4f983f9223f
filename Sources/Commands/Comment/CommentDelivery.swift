import CodeHosts
import Foundation
import Reporter
import StatisticsCore
import TestModel

/// Brings what is known of a pull request to the people.
struct CommentDelivery {
  var report: PullRequestReport
  var number: Int
  var key: String
  var occasion: CommentOccasion
  var options: PostingOptions

  private var isNews: Bool { occasion.isGiven(by: report) }

  private func comment(in dialect: CommentDialect) -> PullRequestComment {
    pullRequestComment(report, key: key, in: dialect)
  }

  /// Prints the comment, or writes it to a file, and posts nothing.
  func printed(
    to path: String?,
    _ host: HostOfJob,
    in surroundings: Surroundings
  ) throws -> CommandOutput {
    let remarks = try codeQuality(in: surroundings)
    guard isNews else {
      let output = CommandOutput(remarks: [silence] + remarks)
      return path == nil ? output : try surroundings.deliver("", to: path, remarks: output.remarks)
    }
    return try surroundings.deliver(
      comment(in: host.dialect).text,
      to: path,
      remarks: remarks
    )
  }

  /// Posts the comment, and what else was asked for; where that fails, says so and hands it over in
  /// another way.
  func posted(on host: HostOfJob, in surroundings: Surroundings) throws -> CommandOutput {
    var output = CommandOutput(remarks: try codeQuality(in: surroundings))
    var isSummarized = false
    if options.stepSummary {
      isSummarized = surroundings.addToStepSummary(comment(in: .stepSummary).body)
      if !isSummarized { output.remarks.append("GITHUB_STEP_SUMMARY names no file to write to") }
    }
    guard occasion != .never else { return output }
    do {
      let access = try host.access()
      let comment = comment(in: host.dialect)
      let sticky = StickyComment(
        label: comment.label,
        digest: comment.digest,
        text: comment.text,
        isNews: isNews
      )
      let host = access.pullRequest(number)
      output.remarks.append(try words(sticky.put(on: host), on: host.name))
      if options.checkRun { output.remarks += try makeCheckRun(on: access) }
      return output
    } catch let obstacle as HostAccess.Obstacle {
      output.warn("no comment was posted: \(obstacle.description)")
      if options.strict, obstacle != .fork { output.status = .usage }
    } catch let error as CodeHostError {
      output.warn("the comment was not posted: \(error.description)")
      if options.strict { output.status = error.mayPass ? .tryAgain : .inputOutput }
    }
    guard isNews else { return output }
    let files = CheckoutFiles(report.failures.map(\.testID.file), in: surroundings)
    output.annotations += report.annotations(in: files)
    if !isSummarized { handOver(&output, host, in: surroundings) }
    return output
  }

  /// Puts the comment where people may still find it.
  private func handOver(
    _ output: inout CommandOutput,
    _ host: HostOfJob,
    in surroundings: Surroundings
  ) {
    if surroundings.addToStepSummary(comment(in: .stepSummary).body) {
      output.remarks.append("the step summary has it")
    } else {
      output.text = comment(in: host.dialect).text
    }
  }

  private var silence: String {
    let reason =
      report.failures.isEmpty && !report.isIncomplete
      ? "no test failed" : "--when \(occasion.rawValue) asks for something else"
    return "nothing to say about pull request \(number): \(reason)"
  }

  private func words(_ deed: StickyComment.Deed, on host: String) -> String {
    switch deed {
    case .silent: silence
    case .made: "commented on pull request \(number) on \(host)"
    case .changed: "changed the comment on pull request \(number) on \(host)"
    case .unchanged: "the comment on pull request \(number) on \(host) says it already"
    }
  }
}

extension CommandOutput {
  fileprivate mutating func warn(_ text: String) {
    remarks.append(text)
    annotations.append(CILogAnnotation(.warning, text, title: "evenkeel comment"))
  }
}

// MARK: - Beside the comment

extension CommentDelivery {
  /// The annotations that are made at most: four requests, and more than anybody reads.
  private static let mostAnnotations = 200

  private func makeCheckRun(on access: HostAccess) throws -> [String] {
    guard access.kind == .gitHub else { return ["check runs are GitHub's alone; none was made"] }
    guard let commit = report.headCommit else {
      return ["no commit is known; no check run is made"]
    }
    let comment = comment(in: .gitHub)
    let remarks = report.remarks
    let needsAttention =
      report.failures.contains { $0.failureClass.pointsAtChange } || !report.newFlakes.isEmpty
    let check = CheckRun(
      name: key == "default" ? "evenkeel" : "evenkeel (\(key))",
      commit: commit,
      conclusion: needsAttention ? .failure : report.isAllClear ? .success : .neutral,
      title: comment.headline,
      summary: comment.body,
      annotations: remarks.prefix(Self.mostAnnotations).map { remark in
        CheckRun.Annotation(
          path: remark.path,
          line: remark.line,
          level: remark.pointsAtChange ? .failure : .notice,
          title: remark.title,
          message: remark.message
        )
      }
    )
    try check.put(on: access)
    let told = min(remarks.count, Self.mostAnnotations)
    return told == report.failures.count
      ? []
      : [
        "\(told) of \(plural(report.failures.count, "failed test")) annotate the code in the check run"
      ]
  }

  private func codeQuality(in surroundings: Surroundings) throws -> [String] {
    guard let path = options.codeQuality else { return [] }
    _ = try surroundings.deliver(codeQualityReport(report), to: path)
    let without = report.failures.count - report.remarks.count
    return without == 0
      ? []
      : [
        "\(plural(without, "failed test")) without a file \(without == 1 ? "is" : "are") not in \(path)"
      ]
  }
}

extension Surroundings {
  /// Adds Markdown to the summary of the step, where the job is one of GitHub Actions.
  ///
  /// - Returns: whether it is there.
  func addToStepSummary(_ markdown: String) -> Bool {
    guard let name = variables["GITHUB_STEP_SUMMARY"], !name.isEmpty else { return false }
    let path = absolute(name)
    // Other commands of the step may have written to it: nothing of theirs is lost.
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    guard let file = FileHandle(forWritingAtPath: path) else { return false }
    defer { try? file.close() }
    return (try? file.seekToEnd()) != nil
      && (try? file.write(contentsOf: Data((markdown + "\n").utf8))) != nil
  }
}
