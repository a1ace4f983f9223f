import TestModel

/// The line of the manifest for a job run: one JSON object, without a line end.
public func manifestLine(of run: SimulatedJobRun) -> String {
  var members: [(key: String, value: JSONValue)] = [
    ("files", .strings(run.reportPath.map { [$0] } ?? [])),
    ("repo", .string(run.repository)),
    ("branch", .string(run.pipeline.branch)),
    ("default_branch", .string(run.defaultBranch)),
    ("commit", .string(run.pipeline.commit)),
  ]
  if let pullRequest = run.pipeline.pullRequest {
    members.append(("pr", .integer(pullRequest)))
  }
  let duration = DecimalText.tenthsOfSeconds(milliseconds: run.durationMilliseconds)
  let queuedFor = DecimalText.tenthsOfSeconds(milliseconds: run.queuedMilliseconds)
  members += [
    ("pipeline", .string(String(run.pipeline.number))),
    ("workflow", .string(run.workflow)),
    ("job", .string(run.job)),
    ("variant", .string(run.variant)),
    ("node_index", .integer(run.nodeIndex)),
    ("node_total", .integer(run.nodeTotal)),
    ("attempt", .integer(run.attempt)),
    ("started_at", .string(run.startedAt.iso8601)),
    ("duration", .number(duration)),
    ("queued_for", .number(queuedFor)),
    ("status", .string(run.status.rawValue)),
    ("runner", .string(run.runner)),
  ]
  return JSONValue.object(members).text
}
