import ArgumentParser
import Foundation
import Reporter
import StatisticsCore
import Storage
import TestModel

struct ReviewCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Review a week of CI: flakes against the target, cost, and what changed.",
    discussion: """
      The week is compared with the one before it and with the median of the four before it. Owners are \
      those of the checkout's CODEOWNERS file.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case markdown, html, json, csv, slack, email

    /// What the name of a file of it ends with.
    var ending: String {
      switch self {
      case .markdown: "md"
      case .slack: "slack.json"
      case .email: "eml"
      case .html, .json, .csv: rawValue
      }
    }
  }

  @Option(help: "The week, such as 2026-W47. Default: the last whole week.") var week: String?
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Option(help: "Only this repository.") var repo: String?
  @Option(
    help: ArgumentHelp(
      "The minutes of people that a pipeline held up by a flake is taken to cost.",
      discussion: "The default is what Slack measured in 2022 for triage by hand.",
      valueName: "minutes"
    )
  )
  var minutesPerFailure = ReviewAssumptions.usualMinutesPerFailure
  @Option(help: "How to print it.") var format = Format.markdown
  @Option(
    help: ArgumentHelp(
      "Who sends the email. Default: left to the program that sends it.",
      valueName: "address"
    )
  )
  var mailFrom: String?
  @Option(help: ArgumentHelp("Who gets the email; may be repeated.", valueName: "address"))
  var mailTo: [String] = []
  @Option(
    name: .shortAndLong,
    help: "Write to this file, or into this folder; CSV has a file for each table."
  )
  var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let week, ISOWeek(week) == nil {
      throw ValidationError("--week takes a week of ISO 8601, such as 2026-W47.")
    }
    guard (0...10_000).contains(minutesPerFailure) else {
      throw ValidationError("--minutes-per-failure is a number of minutes, 0 to 10,000.")
    }
    let addresses = (mailFrom.map { [$0] } ?? []) + mailTo
    guard addresses.allSatisfy({ MailAddress($0) != nil }) else {
      throw ValidationError("--mail-from and --mail-to take addresses such as ci@acme.example.")
    }
    if format == .csv, output == nil {
      throw ValidationError("--format csv has a file for each table; name a folder with --output.")
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let now = asOf?.moment ?? surroundings.now
    let week = week.flatMap { ISOWeek($0) } ?? ISOWeek(containing: now).previous
    guard week.start < now else {
      throw CommandFailure("week \(week.name) has not begun; name an earlier one", .usage)
    }
    let owners = Owners(in: surroundings)
    let review = try WeeklyReview(
      of: week,
      until: min(now, week.end),
      repo: repo,
      owners: owners,
      in: store
    )
    return try deliver(review, in: surroundings, remarks: owners.remarks)
  }

  private func deliver(
    _ review: WeeklyReview,
    in surroundings: Surroundings,
    remarks: [String]
  ) throws -> CommandOutput {
    let assumptions = ReviewAssumptions(minutesPerFailure: minutesPerFailure)
    if format == .csv, let output {
      for file in reviewCSV(review, assumptions) {
        _ = try surroundings.deliver(file.text, to: output + "/" + file.name)
      }
      return CommandOutput(remarks: remarks)
    }
    let name = "review-\(review.week.name).\(format.ending)"
    let delivered = try surroundings.deliver(
      try text(review, assumptions),
      to: output.map { surroundings.isFolder($0) ? $0 + "/" + name : $0 },
      remarks: remarks
    )
    // A program sends the mail as it stands.
    return format == .email ? delivered.exact : delivered
  }

  private func text(_ review: WeeklyReview, _ assumptions: ReviewAssumptions) throws -> String {
    switch format {
    // CSV has files, and no text.
    case .markdown, .csv: return reviewMarkdown(review, assumptions)
    case .html: return reviewHTML(review, assumptions)
    case .json: return try jsonText(ReviewDocument(review, assumptions))
    case .slack: return try reviewSlack(review, assumptions)
    case .email:
      let envelope = MailEnvelope(
        from: mailFrom.flatMap { MailAddress($0) },
        to: mailTo.compactMap { MailAddress($0) },
        date: asOf?.moment
      )
      return reviewEmail(review, assumptions, envelope: envelope)
    }
  }
}

extension Surroundings {
  /// Whether a path means a folder: it is one, or ends like one.
  fileprivate func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: absolute(path), isDirectory: &isFolder)
    return path.hasSuffix("/") || exists && isFolder.boolValue
  }
}
