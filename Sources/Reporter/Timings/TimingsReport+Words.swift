import StatisticsCore
import TestModel

extension TimingsReport {
  /// What a suite is called: `unit / py312`, with its repository where there are several.
  func suiteName(_ position: Int) -> String {
    let suite = suites[position]
    let isOfSeveral = suites.contains { $0.repo != suite.repo }
    let parts = [isOfSeveral ? suite.repo : "", suite.job, suite.variant].filter { !$0.isEmpty }
    return parts.isEmpty ? "all jobs" : parts.joined(separator: " / ")
  }

  /// What is listed, in singular and plural; of suites, what their times are told by.
  var nouns: (one: String, many: String) {
    switch kind {
    case .file: ("file", "files")
    case .class: ("class", "classes")
    case .test: ("test", "tests")
    case .suite: ("suite", "suites")
    }
  }

  /// The report in a few sentences: what the tests take, what changed, and what balance would save.
  var headline: String { headline { $0 } }

  /// The same.
  ///
  /// - Parameter escaped: makes the names of suites and branches safe.
  func headline(_ escaped: (String) -> String) -> String {
    guard !suites.isEmpty else {
      return "No run with tests in \(windowText): nothing can be said."
    }
    return [
      sizeSentence, changeSentence(escaped), driftSentence(escaped), balanceSentence(escaped),
    ]
    .compactMap { $0 }
    .joined(separator: " ")
  }

  /// The window's length in days.
  var windowText: String {
    let milliseconds = window.upperBound.milliseconds - window.lowerBound.milliseconds
    return plural(Int((milliseconds + 43_200_000) / 86_400_000), "day")
  }

  private var sizeSentence: String {
    let of = suites.count == 1 ? "a run" : "one run of each of \(plural(suites.count, "suite"))"
    let counts =
      (kind == .suite ? [] : [plural(items.count, nouns.one, nouns.many)])
      + ["\(plural(suites.map(\.runs).reduce(0, +), "run")) in \(windowText)"]
    return "Tests take \(span(expected)) in \(of) (\(counts.joined(separator: "; ")))."
  }

  private func changeSentence(_ escaped: (String) -> String) -> String? {
    guard kind != .suite else { return nil }
    guard tried > 0 else {
      return "Too few runs on \(branchText(escaped)) to tell what became slower."
    }
    let (slower, faster) = (slowdowns, speedups)
    guard !slower.isEmpty || !faster.isEmpty else {
      return "Nothing became slower or faster for good."
    }
    let costs = slower.map(\.costPerDay).reduce(0, +)
    let saved = -faster.map(\.costPerDay).reduce(0, +)
    let parts = [
      slower.isEmpty
        ? nil
        : "\(plural(slower.count, nouns.one, nouns.many)) became slower, which costs "
          + "\(span(costs)) a day",
      faster.isEmpty
        ? nil
        : "\(plural(faster.count, nouns.one, nouns.many)) became faster, which saves "
          + "\(span(saved)) a day",
    ]
    return parts.compactMap { $0 }.joined(separator: "; ") + "."
  }

  /// The branch on which changes are looked for.
  func branchText(_ escaped: (String) -> String) -> String {
    branch.map { "the branch \(escaped($0))" } ?? "the default branch"
  }

  private func driftSentence(_ escaped: (String) -> String) -> String? {
    let changed = suites.indices.compactMap { position in
      suites[position].lastDrift.map { (position, $0) }
    }
    guard let (position, drift) = changed.max(by: { $0.1.costPerDay < $1.1.costPerDay }) else {
      return nil
    }
    let direction = drift.change.isSlower ? "longer" : "shorter"
    return
      "All of \(escaped(suiteName(position))) takes \(direction) since \(drift.first.startedAt.isoDate): "
      + "\(beforeAndAfter(drift.change))."
  }

  private func balanceSentence(_ escaped: (String) -> String) -> String? {
    let split = suites.indices.filter { suites[$0].imbalance != nil }
    let worst = split.max { (suites[$0].imbalance ?? 0) < (suites[$1].imbalance ?? 0) }
    guard let worst, let imbalance = suites[worst].imbalance else { return nil }
    let start =
      "The longest node of \(escaped(suiteName(worst))) takes \(gapText(imbalance)) more than the mean"
    guard let replanned = suites[worst].replannedImbalance else { return start + "." }
    return replanned < imbalance
      ? "\(start); split by timings it would have taken \(gapText(max(0, replanned))) more."
      : "\(start); a split by timings would not have done better."
  }
}

extension TimedUnit {
  /// The name as people say it: the file, the class, or class and name of a test.
  var displayName: String {
    if !name.isEmpty {
      let place = classname.isEmpty ? file : classname
      return place.isEmpty ? name : "\(place)::\(name)"
    }
    return file.isEmpty ? classname : file
  }
}

extension ChangeReport {
  /// Between which commits it came, as the end of a sentence.
  func rangeText(_ quote: (String) -> String) -> String {
    let range = CommitRange(after: lastBefore.commit, upTo: upTo.commit)
    let days = change.isGradual || lastBefore.startedAt.day != upTo.startedAt.day
    let when =
      days
      ? "\(lastBefore.startedAt.isoDate) to \(upTo.startedAt.isoDate)" : first.startedAt.isoDate
    guard let commits = phrase(for: range, quote: quote) else { return when }
    return "\(change.isGradual ? "bit by bit " : "")\(commits) (\(when))"
  }

  /// How many of its cases the item gained or lost; none where it has as many as before.
  var casesText: String? {
    guard change.casesBefore != change.casesAfter else { return nil }
    return "\(grouped(Int(change.casesBefore))) to \(plural(Int(change.casesAfter), "case"))"
  }
}

/// `1.2 s before, 2.4 s after (2x)`.
func beforeAndAfter(_ change: DurationChange) -> String {
  "\(span(change.before)) before, \(span(change.after)) after (\(factorText(change.factor)))"
}

/// A factor with the digits that tell: `1.31x`, `12x`.
func factorText(_ factor: Double) -> String {
  let rounded = factor.rounded(places: factor < 10 ? 2 : 0)
  return rounded == rounded.rounded() && factor >= 10 ? "\(Int(rounded))x" : "\(rounded)x"
}

/// A time in microseconds as people read it; what is saved is under 0.
func span(_ microseconds: Int64) -> String {
  let text = humanDuration(Microseconds(Int64(microseconds.magnitude)))
  return microseconds < 0 ? "-" + text : text
}

extension SuiteReport {
  /// What a table of suites tells beside the name: the same in a terminal and in Markdown.
  var cells: [String] {
    [
      grouped(runs), "\(runsPerDay.rounded(places: 1))", span(median), span(p95),
      jobMedian.map(span) ?? "", grouped(nodes), imbalance.map(gapText) ?? "",
      replannedImbalance.map { gapText(max(0, $0)) } ?? "",
    ]
  }
}
