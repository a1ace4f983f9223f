import StatisticsCore
import TestModel

/// Tells a failed test in one line.
struct CommentLine {
  let detail: CommentDetail

  /// The jobs and variants that one line names.
  private static let mostPlaces = 4

  func text(_ failure: ClassifiedFailure) -> String {
    code(failure.testID.displayName) + places(failure.streams) + what(failure)
      + (failure.isNewWay ? "; **never failed in this way before**, so it may be yours" : "")
      + message(failure)
  }

  /// Where, as the end of a phrase.
  func places(_ streams: [JobVariant]) -> String {
    let names = streams.map(\.name).filter { !$0.isEmpty }
    guard detail.hasStreams, !names.isEmpty else { return "" }
    let more = names.count - Self.mostPlaces
    let shown = names.prefix(Self.mostPlaces).map { MarkdownText.prose($0, longest: 60) }
    return " on " + joinedList(shown + (more > 0 ? ["\(grouped(more)) more"] : []))
  }

  private func what(_ failure: ClassifiedFailure) -> String {
    switch failure.failureClass {
    case .probablyYours, .newTest: record(failure)
    case .outage: ""
    case .knownFlaky: flakiness(failure) + contact(failure)
    case .alsoFailingOnMain: since(failure) + contact(failure)
    case .quarantined: quarantine(failure) + contact(failure)
    }
  }

  /// What it did before, where it is not called flaky for that.
  private func record(_ failure: ClassifiedFailure) -> String {
    guard let test = failure.assessment, test.flakes > 0 else { return "" }
    return " (\(plural(test.flakes, "flake")) in \(plural(test.executions, "run")) before)"
  }

  private func flakiness(_ failure: ClassifiedFailure) -> String {
    guard let test = failure.assessment else { return "" }
    return ", fails \(phrase(for: test.rate)) of the time (\(plural(test.flakes, "flake")) in "
      + "\(plural(test.executions, "run"))"
      + (test.firstFlake.map { ", since \($0.isoDate))" } ?? ")")
  }

  private func since(_ failure: ClassifiedFailure) -> String {
    shortCommit(failure.assessment?.sinceCommit).map { ", since commit \(code($0))" } ?? ""
  }

  private func quarantine(_ failure: ClassifiedFailure) -> String {
    guard let entry = failure.quarantine else { return "" }
    return ", since \(entry.since.isoDate)"
  }

  private func contact(_ failure: ClassifiedFailure) -> String {
    let owner =
      failure.owner.map { ", owner \(MarkdownText.prose($0, longest: 60))" } ?? ", no owner"
    return owner + (failure.quarantine?.issue.map { ", \(code($0))" } ?? "")
  }

  private func message(_ failure: ClassifiedFailure) -> String {
    guard detail.hasMessages, let message = failure.message else { return "" }
    let tells = failure.failureClass.pointsAtChange || failure.failureClass == .outage
    return tells || failure.isNewWay ? ": \(code(message))" : ""
  }

  private func code(_ text: String) -> String { MarkdownText.codeInText(text) }
}
