import StatisticsCore
import TestModel

// The smallest pieces of the report, each from one value.
extension FlakyReportPage {
  /// A test's name, with its file beneath it, and its repository where there are several.
  func name(_ test: RecordedTest) -> HTMLText {
    let shown = test.testID.displayName
    let name: HTMLText = "<code>\(breakable: shown.isEmpty ? "(no name)" : shown)</code>"
    let place = [showsRepos ? test.repo : "", test.testID.file].filter { !$0.isEmpty }
    guard !place.isEmpty else { return name }
    return "\(name)<span class=\"under\">\(breakable: place.joined(separator: ": "))</span>"
  }

  func quote(_ text: String) -> HTMLText { text.isEmpty ? "" : "<code>\(text)</code>" }

  /// What a failure said, shortened: the whole of it is in the job run.
  func signature(_ text: String?) -> HTMLText {
    guard let text, !text.isEmpty else { return "<span class=\"soft\">no message</span>" }
    return "<code>\(text, longest: 200)</code>"
  }

  func commit(_ commit: String?) -> HTMLText {
    guard let short = shortCommit(commit), !short.isEmpty else {
      return "<span class=\"soft\">unknown</span>"
    }
    return "<code>\(short)</code>"
  }

  func date(_ moment: Timestamp?) -> HTMLText {
    guard let moment else { return "<span class=\"soft\">never</span>" }
    return "<time datetime=\"\(moment.iso8601)\">\(moment.isoDate)</time>"
  }

  /// A moment to the minute, in UTC as the footer says.
  func minute(_ moment: Timestamp) -> HTMLText {
    "<time datetime=\"\(moment.iso8601)\">\(minuteText(moment))</time>"
  }

  /// A commit with the day on which it was first tested, or another day that is known.
  func since(_ commit: String?, day: Timestamp? = nil) -> HTMLText {
    guard let moment = day ?? commit.flatMap({ commitDates[$0] }) else {
      return self.commit(commit)
    }
    guard commit != nil else { return date(moment) }
    return "\(date(moment))<span class=\"under\">\(self.commit(commit))</span>"
  }

  func rate(_ rate: FlakeRate) -> HTMLText {
    """
    \(humanPercentage(rate.estimate))<span class="under">\(humanPercentage(rate.low)) to \
    \(humanPercentage(rate.high))</span>
    """
  }

  func counts(_ test: TestAssessment) -> HTMLText {
    "\(grouped(test.flakes)) of \(grouped(test.executions))"
  }

  /// A test's jobs, each with its variants; of many the first ones, and how many more there are.
  func jobs(_ streams: [JobVariant], most: Int = 4) -> HTMLText {
    let named = streams.filter { !$0.name.isEmpty }
    guard !named.isEmpty else { return "<span class=\"soft\">unknown</span>" }
    let shown = Array(named.prefix(most))
    var lines: [HTMLText] = []
    for (index, stream) in shown.enumerated() where index == 0 || shown[index - 1].job != stream.job
    {
      let variants = shown.filter { $0.job == stream.job && !$0.variant.isEmpty }.map(\.variant)
      let job = stream.job.isEmpty ? "unknown job" : stream.job
      let list = variants.joined(separator: ", ")
      lines.append("\(job, longest: 80)")
      if !list.isEmpty { lines.append("<span class=\"under\">\(list, longest: 160)</span>") }
    }
    if named.count > most {
      lines.append("<span class=\"under\">and \(grouped(named.count - most)) more</span>")
    }
    return "<div class=\"jobs\">\(lines.joined())</div>"
  }

  /// One job and variant in one line.
  func job(_ stream: JobVariant) -> HTMLText {
    stream.name.isEmpty ? "<span class=\"soft\">unknown</span>" : "\(stream.name, longest: 80)"
  }

  /// Who owns a test; of many the first ones, and how many more there are.
  func owners(_ test: TestAssessment) -> HTMLText {
    guard !test.owners.isEmpty else { return "<span class=\"soft\">nobody</span>" }
    let shown = test.owners.prefix(3).map { owner -> HTMLText in
      "<span data-key=\"\">\(owner, longest: 40)</span>"
    }
    let rest = test.owners.count - shown.count
    let more: HTMLText = rest > 0 ? " and \(grouped(rest)) more" : ""
    return shown.joined(separator: ", ") + more
  }

  /// Why a test has its verdict.
  func why(_ test: TestAssessment) -> HTMLText {
    "\(VerdictExplanation(test).summary, longest: 1200)"
  }

  /// A test's state in quarantine, in words.
  func quarantineState(_ test: TestAssessment) -> HTMLText {
    guard let record = quarantine[test.test.id], record.state != .cleared else { return "no" }
    let word: HTMLText = "<span class=\"tag\" data-key=\"\">\(record.state.words)</span>"
    guard record.state.isExcused else {
      return word + "<span class=\"under\">since \(date(record.decision.at))</span>"
    }
    let end: HTMLText = isOverdue(record.entry) ? ", overdue" : ""
    return word + "<span class=\"under\">since \(date(record.entry.since))\(end)</span>"
  }

  func isOverdue(_ entry: QuarantineEntry) -> Bool { entry.isOverdue(at: assessment.asOf) }
}
