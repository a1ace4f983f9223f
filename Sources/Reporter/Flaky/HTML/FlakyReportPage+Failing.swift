import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// The tests that fail every time: no flakes, and more urgent.
  var failing: Section? {
    let tests = assessment.tests.filter { verdictWords($0.verdict) != nil }
    guard !tests.isEmpty else { return nil }
    let table = boundedTable(
      tests,
      caption: "Tests that fail every time: they are not flaky, and need a fix or a revert",
      columns: [
        .init(title: "Test"), .init(title: "What"), .init(title: "Since commit"),
        .init(title: "Failures", isNumber: true), .init(title: "Executions", isNumber: true),
        .init(title: "Why"), .init(title: "Jobs"), .init(title: "Last failure"),
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
      title: "Broken and regressed",
      summary: grouped(tests.count),
      body: table
    )
  }

  /// What a test is that fails every time; none for other verdicts.
  private func verdictWords(_ verdict: Verdict) -> HTMLText? {
    let words: (tag: HTMLText, meaning: HTMLText)
    switch verdict {
    case .broken: words = ("broken", "never passed in the window")
    case .regressed: words = ("regressed", "passed before")
    case .environment: words = ("environment", "passes on other variants")
    case .flaky, .recovered, .healthy, .undecided: return nil
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
        .init(title: "Flaky now", isNumber: true), .init(title: "Why"),
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
        .init(title: "Probability", isNumber: true), .init(title: "Why"),
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
