import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// What the numbers were taken from, and what they mean.
  var footer: HTMLText {
    """
    <h2>How to read the numbers</h2>
    <p>The probability says how sure it is that the test is flaky at the end of the window: it \
    rises with each flake on another commit, and falls with each run that passes.</p>
    <p>The flake rate is how often a first attempt fails on code that works; the true rate lies in \
    the interval with a probability of 90 %.</p>
    <p>A test has the first of these verdicts that fits:</p>
    <dl>
    \(verdicts)
    </dl>
    <p>Skipped tests and outages, which are failures that came together far beyond what their \
    tests do on their own, were set aside and count for no test.</p>
    <dl>
    <dt>Window</dt><dd>\(minute(assessment.from)) to \(minute(assessment.asOf)) UTC</dd>
    <dt>As of</dt><dd>\(minute(assessment.asOf)) UTC; all times and days are UTC</dd>
    <dt>Job runs</dt><dd>\(plural(assessment.jobRuns, "job run")) in the window, \
    \(grouped(assessment.excluded.count)) set aside\(reasons)</dd>
    <dt>Names</dt><dd>\(ambiguitySentence(assessment) ?? "each stands for one case")</dd>
    </dl>
    """
  }

  private var verdicts: HTMLText {
    Verdict.inOrder.map { "<dt>\($0.rawValue)</dt><dd>\($0.definition)</dd>" }
      .joined(separator: "\n")
  }

  /// Why job runs were set aside, with how many, as the end of a sentence.
  private var reasons: HTMLText {
    var counts: [String: Int] = [:]
    for run in assessment.excluded { counts[run.reason, default: 0] += 1 }
    guard !counts.isEmpty else { return "" }
    let list = counts.sorted { $0.key < $1.key }.map { reason, count -> HTMLText in
      "\(reason): \(grouped(count))"
    }
    return " (\(list.joined(separator: ", ")))"
  }
}
