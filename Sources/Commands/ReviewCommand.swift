import ArgumentParser
import Reporter
import StatisticsCore
import Storage
import TestModel

struct ReviewCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Review a week of CI: flakes against the target, cost, and what changed."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case markdown }

  @Option(help: "The week, such as 2026-W47. Default: the last whole week.") var week: String?
  @Option(help: ArgumentHelp("What counts as now (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
  @Option(help: "Only this repository.") var repo: String?
  @Option(help: "How to print it.") var format = Format.markdown
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let week, ISOWeek(week) == nil {
      throw ValidationError("--week takes a week of ISO 8601, such as 2026-W47.")
    }
  }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let store = try common.openForReading(in: surroundings)
    let now = asOf?.moment ?? surroundings.now
    let week = week.flatMap { ISOWeek($0) } ?? ISOWeek(containing: now).previous
    guard week.start < now else {
      throw CommandFailure("week \(week.name) has not begun; name an earlier one", .usage)
    }
    // Five weeks: the week itself and the four that it is compared with.
    let end = min(now, week.end)
    let analyzed = try Analysis(store, window: week.start.adding(days: -28)..<end, repo: repo)
    let before = try Analysis(
      store,
      window: week.start.adding(days: -35)..<week.start,
      repo: repo
    )
    let review = WeeklyReview(
      week: week,
      jobRuns: analyzed.jobRuns,
      assessment: analyzed.assessment,
      before: before.assessment,
      quarantine: try store.quarantine(asOf: end)
    )
    return try surroundings.deliver(reviewMarkdown(review), to: output)
  }
}
