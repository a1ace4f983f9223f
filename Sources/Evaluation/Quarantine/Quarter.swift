public import HistorySimulator
import TestModel

/// A quarter of simulated CI: weeks of history in which nothing is quarantined, and then its days.
public struct Quarter: Sendable, Hashable {
  /// What the repository is like.
  public var preset: SimulationPreset
  /// The days of history before the quarter.
  public var warmUpDays = 28
  /// The days of the quarter.
  public var days = 90
  /// The hours of a day, in UTC, at which the policy is applied, ascending: before, in the middle and
  /// towards the end of the simulated people's work, as a schedule on the default branch would.
  public var updateHours = [6, 12, 15]
  /// The days of history that the policy looks at.
  public var windowDays = evaluatedDays
  /// Whether reports say why a test failed; where they do not, all failures look alike.
  public var tellsWhy = true

  /// A quarter of 90 days after 28 days of history.
  public init(_ preset: SimulationPreset) { self.preset = preset }

  /// The preset's repository for that long, with as much trouble a month as the preset has.
  ///
  /// Flaky tests come and go all the time, so that there are some to find and some to let go in
  /// every part of the quarter. Regressions and pull requests break flaky tests too: only those can
  /// be excused by mistake.
  public var settings: SimulationSettings {
    var settings = preset.settings
    let months = max(1, (warmUpDays + days + settings.days / 2) / settings.days)
    settings.days = warmUpDays + days
    settings.regressions = repeated(settings.regressions, months)
    for index in settings.regressions.indices where !index.isMultiple(of: 2) {
      settings.regressions[index].flakyTests = max(1, settings.regressions[index].flakyTests)
    }
    settings.flakyBreakageShare = 0.25
    settings.outages = repeated(settings.outages, months)
    settings.variantBreakageDays = repeated(settings.variantBreakageDays, months)
    settings.truncatedReports *= months
    settings.missingReports *= months
    settings.suite = changing(settings.suite, months)
    settings.flakes = turningOver(settings.flakes)
    return settings
  }

  /// When the policy is applied.
  var updates: [Timestamp] {
    let first = settings.start.day + warmUpDays
    return (first..<(first + days)).flatMap { day in
      updateHours.map { Timestamp(day: day).adding(milliseconds: Int64($0) * 3_600_000) }
    }
  }

  private func repeated<Element>(_ list: [Element], _ times: Int) -> [Element] {
    (0..<times).flatMap { _ in list }
  }

  private func changing(_ suite: SuiteSettings, _ months: Int) -> SuiteSettings {
    var suite = suite
    suite.new *= months
    suite.deleted *= months
    suite.renamed *= months
    suite.moved *= months
    suite.renamedFlaky *= months
    return suite
  }

  /// Spreads the beginnings and the ends over the quarter, and adds tests that begin and end in it.
  private func turningOver(_ flakes: [FlakeSettings]) -> [FlakeSettings] {
    let begin = Double(warmUpDays) / Double(warmUpDays + days)
    func spread(_ number: Int, of count: Int) -> Double {
      begin + (1 - begin) * (Double(number) + 0.5) / Double(count)
    }
    var list = flakes
    let beginning = flakes.indices.filter { flakes[$0].course == .begins }
    for (number, index) in beginning.enumerated() {
      list[index].part = spread(number, of: beginning.count)...1
      var passing = flakes[index]
      let start = spread(number, of: 2 * beginning.count)
      passing.part = start...(start + (1 - begin) * 0.4)
      list.append(passing)
    }
    let ending = flakes.indices.filter { flakes[$0].course == .fixed }
    for (number, index) in ending.enumerated() {
      list[index].part = 0...spread(number, of: ending.count)
    }
    return list
  }
}
