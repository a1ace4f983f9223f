import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// The tests that passed before a change: no flakes, and more urgent.
  var regressions: Section? {
    let tests = assessment.tests(.regressed)
    guard !tests.isEmpty else { return nil }
    let table = boundedTable(
      tests,
      caption: "Tests that a commit broke: they are not flaky, and need a fix or a revert",
      columns: [
        .init(title: "Test"), .init(title: "First bad commit"), .init(title: "Owner"),
        .init(title: "Failures", isNumber: true), .init(title: "Executions", isNumber: true),
        .init(title: "Last failure"), .init(title: "Why", isProse: true), .init(title: "Jobs"),
      ]
    ) { test in
      [
        name(test.test), firstBad(test), owners(test), "\(grouped(test.failures))",
        "\(grouped(test.executions))", signature(test.signature), why(test), jobs(test.streams),
      ]
    }
    return Section(
      id: "regressions",
      title: "Regressions",
      summary: grouped(tests.count),
      body: table
    )
  }

  /// The commit by which a test was broken, and the last one that surely is before it.
  private func firstBad(_ test: TestAssessment) -> HTMLText {
    guard let range = test.sinceRange, let upTo = range.upTo else { return since(test.sinceCommit) }
    let after: HTMLText =
      range.after.map { "<span class=\"under\">after \(commit($0))</span>" } ?? ""
    return since(upTo) + after
  }

  /// The tests that fail every time, and did so from the start or on some variants only.
  var failing: Section? {
    let tests = assessment.tests.filter { [.broken, .environment].contains($0.verdict) }
    guard !tests.isEmpty else { return nil }
    let table = boundedTable(
      tests,
      caption: "Tests that fail every time and were not seen to pass before: they are not flaky",
      columns: [
        .init(title: "Test"), .init(title: "What"), .init(title: "Since commit"),
        .init(title: "Failures", isNumber: true), .init(title: "Executions", isNumber: true),
        .init(title: "Why", isProse: true), .init(title: "Jobs"), .init(title: "Last failure"),
        .init(title: "Owner"),
      ]
    ) { test in
      [
        name(test.test),
        verdictWords(test.verdict) ?? "",
        since(test.sinceCommit),
        "\(grouped(test.failures))",
        "\(grouped(test.executions))",
        why(test),
        jobs(test.streams),
        signature(test.signature),
        owners(test),
      ]
    }
    return Section(
      id: "failing",
      title: "Broken",
      summary: grouped(tests.count),
      body: table
    )
  }

  /// What a test is that fails every time; none for other verdicts.
  private func verdictWords(_ verdict: Verdict) -> HTMLText? {
    let words: (tag: HTMLText, meaning: HTMLText)
    switch verdict {
    case .broken: words = ("broken", "never passed in the window")
    case .environment: words = ("environment", "passes on other variants")
    case .flaky, .regressed, .recovered, .healthy, .undecided: return nil
    }
    return "<span class=\"tag\">\(words.tag)</span><span class=\"under\">\(words.meaning)</span>"
  }

  /// The tests that were flaky and stopped.
  var recovered: Section? {
    let tests = assessment.tests(.recovered)
    guard !tests.isEmpty else { return nil }
    let table = boundedTable(
      tests,
      caption:
        "Tests that were flaky, and have passed since for long enough to say that it stopped",
      columns: [
        .init(title: "Test"),
        .init(title: "Flakes of<span class=\"under\">executions</span>", isNumber: true),
        .init(title: "First flake"), .init(title: "Last flake"), .init(title: "Last run"),
        .init(title: "Flaky now", isNumber: true), .init(title: "Why", isProse: true),
        .init(title: "Quarantine"),
      ]
    ) { test in
      [
        name(test.test), counts(test), date(test.firstFlake), date(test.lastFlake),
        date(test.lastRun), "\(humanPercentage(test.probability))", why(test),
        quarantineState(test),
      ]
    }
    return Section(
      id: "recovered",
      title: "Recovered",
      summary: grouped(tests.count),
      body: table
    )
  }

  /// The tests of which the evidence says too little.
  var undecided: Section? {
    let tests = assessment.tests(.undecided).filter { $0.failures > 0 }
    guard !tests.isEmpty else { return nil }
    let table = boundedTable(
      tests,
      caption: "Tests that failed, and of which the evidence decides nothing yet",
      columns: [
        .init(title: "Test"), .init(title: "Failures", isNumber: true),
        .init(title: "Executions", isNumber: true), .init(title: "Flakes", isNumber: true),
        .init(title: "Probability", isNumber: true), .init(title: "Why", isProse: true),
      ]
    ) { test in
      [
        name(test.test), "\(grouped(test.failures))", "\(grouped(test.executions))",
        "\(grouped(test.flakes))", "\(humanPercentage(test.probability))", why(test),
      ]
    }
    return Section(
      id: "undecided",
      title: "Undecided",
      summary: grouped(tests.count),
      body: table
    )
  }
}
