import Formats

/// Reads the reports of a file and sends what they say.
///
/// - Throws: what `send` throws; a report that cannot be used is a message.
func readReports(of task: ReadingTask, send: @escaping (ReportMessage) throws -> Void) throws {
  let rejected = try forEachReport(ofFile: task.path) { entry in
    guard entry.hasKnownFormat || !isPassedOver(entry, task) else { return try send(.passedOver) }
    guard !task.known.contains(entry.digest) else { return try send(.known) }
    try send(
      .begin(path: entry.name, digest: entry.digest, holdsAttempt: entry.holdsAttempt)
    )
    do {
      let summary = try entry.read(rules: task.rules) { try send(.event($0)) }
      try send(.end(summary))
    } catch let error as ReportError {
      let reason = error.description
      try send(.rejected(RejectedFile(file: entry.name, line: error.line, reason: reason)))
    }
  }
  for file in rejected { try send(.rejected(file)) }
}

/// Whether a file that is no report is nothing to speak of: folders and archives hold others too.
private func isPassedOver(_ entry: ReportEntry, _ task: ReadingTask) -> Bool {
  task.isFound || entry.name != task.path
}
