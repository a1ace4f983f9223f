import ArgumentParser
import Foundation
import Ingester
import StatisticsCore
import TestModel

/// The options of a queue.
struct QueueOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Share the names out through a queue in this folder or file, which all nodes can write to.",
      valueName: "folder or file"
    )
  )
  var queue: String?
  @Option(
    help: ArgumentHelp(
      """
      What tells this run from others in the queue. Default: the pipeline, job and variant of the CI \
      provider's environment, else the commit and the names.
      """,
      valueName: "key"
    )
  )
  var queueKey: String?
  @Option(help: "A node that was not seen to live for so long is taken for lost.")
  var lease = SpanArgument(seconds: 60)
  @Option(help: "How long a batch takes at least, by the timings: three times what a start takes.")
  var minBatch = SpanArgument(seconds: 10)

  /// A lease is renewed three times while it lasts: a shared filesystem has to be faster than that.
  static let leases = Int64(300_000)...Int64(3_600_000_000)

  func validate() throws {
    guard QueueOptions.leases.contains(lease.span.count) else {
      throw ValidationError("--lease is from 0.3s to 1h.")
    }
  }

  /// The file of the queue: a folder stands for a file in it.
  func path(of named: String, in surroundings: Surroundings) -> String {
    let path = surroundings.absolute(named)
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let isFile =
      exists ? !isFolder.boolValue : [".sqlite", ".sqlite3", ".db"].contains(where: path.hasSuffix)
    return isFile
      ? path
      : URL(filePath: path).appending(path: "queue.sqlite").path(
        percentEncoded: false
      )
  }

  /// What tells the run from others in the queue.
  ///
  /// The attempt is no part of it: the node of a job that is rerun comes again to the run that it was
  /// part of, and gets its own names again, where a run of its own would give it all names.
  func key(of plan: RunPlan, in surroundings: Surroundings) -> String {
    if let queueKey { return "key \(queueKey)" }
    let job = surroundings.jobRun
    if let pipeline = job.pipeline {
      return ([job.repo, "pipeline \(pipeline)", job.job, job.variant] as [String?])
        .compactMap { $0 }.joined(separator: ", ")
    }
    let commit = job.commit ?? jobRunFromGit(in: surroundings.folder).commit ?? "unknown"
    let names = plan.items.map(\.name).sorted(by: precedesInBytes)
    return "commit \(commit), names \(digest(of: [String(plan.total)] + names))"
  }
}

extension SpanArgument {
  init(seconds: Int64) { span = Microseconds(seconds * 1_000_000) }
}
