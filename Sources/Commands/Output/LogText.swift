import Foundation
import Reporter
import TestModel

/// Where a stream of the process goes.
enum StreamEnd {
  /// Into a file, which nobody reads for commands.
  case file
  /// Perhaps into the log of a job: agents read a pipe, or a terminal of their own.
  case log

  /// The end of a stream.
  init(of handle: FileHandle) {
    var status = stat()
    let isFile =
      fstat(handle.fileDescriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    self = isFile ? .file : .log
  }

  /// Text as it goes there: in a log, no CI is to obey anything of it.
  func text(_ text: String) -> String { self == .log ? inertLogText(text) : text }
}

extension CommandOutput {
  /// The most lines of a result that the log of a job shows unfolded.
  private static let mostLines = 24

  /// The result as it is written.
  ///
  /// - Parameters:
  ///   - log: how the log of the job is written; none where there is none.
  ///   - end: where standard output goes.
  ///   - now: what counts as now.
  func result(in log: CILogSyntax?, to end: StreamEnd, now: Timestamp) -> String {
    guard !isExact else { return text }
    guard end == .log, let log, let title, text.count(where: \.isNewline) > Self.mostLines
    else { return end.text(text) }
    return log.group(title, text, now: now)
  }

  /// What is said on standard error.
  ///
  /// - Parameters:
  ///   - log: how the log of the job is written; none where there is none.
  ///   - end: where standard error goes.
  func diagnostics(in log: CILogSyntax?, to end: StreamEnd) -> String {
    let log = log.flatMap { $0.readsStandardError ? $0 : nil }
    let annotated = Set(annotations.filter { log?.line($0) != nil }.map(\.message))
    let plain = remarks.filter { !annotated.contains($0) }.map { end.text("evenkeel: \($0)\n") }
    return plain.joined() + (log?.lines(annotations).map { $0 + "\n" }.joined() ?? "")
  }
}
