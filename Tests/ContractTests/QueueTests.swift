import Foundation
import TestSupport
import Testing

@Suite("A queue whose nodes are killed, against the built binary", .serialized)
struct QueueTests {
  /// How often each kind of kill is tried; `EVENKEEL_TRIALS` asks for more.
  static let trials =
    ProcessInfo.processInfo.environment["EVENKEEL_TRIALS"].flatMap { Int($0) } ?? 2

  @Test(
    "Nodes killed in mid-batch: every name is run once, or named and run again",
    arguments: 0..<trials,
    [1, 2, 4]
  )
  func survivesKilledNodes(trial: Int, kills: Int) throws {
    try withTemporaryFolder { folder in
      var random = SeededRandom(seed: UInt64(trial * 10 + kills))
      let run = try QueueRun(in: folder, names: 60, pause: "0.02", lease: "0.4s")
      // Every other time only evenkeel itself dies, and the command runs on without it.
      let diesWhole = trial % 2 == 0
      var nodes = try (0..<4).map { try run.start($0) }
      let victims = (0..<4).shuffled(using: &random).prefix(kills)
      for victim in victims {
        // When it has begun its first batch, and a while later.
        waitForFile("pid.\(victim)", in: folder)
        usleep(UInt32.random(in: 0...200_000, using: &random))
        run.kill(nodes[victim], withCommand: diesWhole)
      }
      for node in nodes { node.process.waitUntilExit() }
      // Where all who could have stepped in were killed, the first of them is retried.
      for victim in victims where try !run.isDone { nodes.append(try run.retry(victim)) }
      #expect(try run.isDone)
      try run.expectOnceOrNamed()
      for node in nodes where !node.wasKilled {
        #expect(node.process.terminationStatus == 0)
      }
    }
  }

  @Test("Killed in mid-write: the half write is undone, and nothing is lost", arguments: 0..<trials)
  func survivesKillsInMidWrite(trial: Int) throws {
    try withTemporaryFolder { folder in
      let run = try QueueRun(in: folder, names: 300, pause: "0.005", lease: "0.4s")
      var random = SeededRandom(seed: UInt64(trial))
      var halfWrites = 0
      for attempt in 0..<4 where try !run.isDone {
        let node = try run.start(0)
        waitForFile("q/queue.sqlite", in: folder)
        if attempt > 0 { usleep(UInt32.random(in: 0...300_000, using: &random)) }
        if try run.killInMidWrite(node) { halfWrites += 1 }
      }
      #expect(halfWrites > 0)
      let nodes = try (0..<4).map { try run.start($0) }
      for node in nodes { node.process.waitUntilExit() }
      #expect(nodes.map(\.process.terminationStatus) == [0, 0, 0, 0])
      #expect(try run.isDone)
      try run.expectOnceOrNamed()
    }
  }

  @Test("Without a kill each name is run once, by the queue's count and by the commands' own")
  func runsEachOnce() throws {
    try withTemporaryFolder { folder in
      let run = try QueueRun(in: folder, names: 60, pause: "0.01")
      let nodes = try (0..<4).map { try run.start($0) }
      for node in nodes { node.process.waitUntilExit() }
      #expect(nodes.map(\.process.terminationStatus) == [0, 0, 0, 0])
      #expect(try run.isDone)
      let log = try run.log()
      #expect(log.ended.count == 60 && log.ended.values.allSatisfy { $0 == 1 })
      #expect(try run.named().isEmpty)
      // No two batches have one number.
      #expect(Set(log.batches.map(\.batch)).count == log.batches.count)
      #expect(Set(log.batches.map(\.node)) == ["0", "1", "2", "3"])
    }
  }

  @Test("Names for which a node never comes are run by the others")
  func runsWithoutANode() throws {
    try withTemporaryFolder { folder in
      let run = try QueueRun(in: folder, names: 40, pause: "0.005")
      let nodes = try [0, 2].map { try run.start($0) }
      for node in nodes { node.process.waitUntilExit() }
      #expect(try run.isDone)
      try run.expectOnceOrNamed()
      #expect(try run.named().isEmpty)
    }
  }
}

/// A node of a run that was started.
final class QueueNodeProcess {
  let process: Process
  let index: Int
  fileprivate(set) var wasKilled = false

  init(_ process: Process, index: Int) {
    self.process = process
    self.index = index
  }
}

/// A run of four nodes over a queue, and the log that their commands write.
struct QueueRun {
  let folder: URL
  let names: [String]
  let lease: String

  init(in folder: URL, names count: Int, pause: String, lease: String = "30s") throws {
    self.folder = folder
    self.lease = lease
    names = (0..<count).map { "tests/test \($0).py" }
    try folder.write(names.joined(separator: "\n"), to: "names")
    // Each line is one write at the end of the file, which no other process's can fall into.
    try folder.write(
      """
      echo $$ > "pid.$EVENKEEL_NODE_INDEX"
      while IFS= read -r name; do
        echo "begin|$name|$EVENKEEL_NODE_INDEX|$EVENKEEL_BATCH" >> log
        [ "\(pause)" = 0 ] || sleep \(pause)
        echo "end|$name|$EVENKEEL_NODE_INDEX|$EVENKEEL_BATCH" >> log
      done
      """,
      to: "work.sh"
    )
    for file in ["log", "errors"] { try folder.write("", to: file) }
  }

  func start(_ index: Int) throws -> QueueNodeProcess {
    let errors = try FileHandle(forWritingTo: folder.appending(path: "errors"))
    let arguments = [
      "tests", "run", "--command", ". ./work.sh", "--queue", "q/", "--queue-key", "run",
      "--timings-type", "testname", "--index", "\(index)", "--total", "4", "--lease", lease,
      "names",
    ]
    let process = try ContractTests.start(
      arguments,
      in: folder,
      wrapper: ["sh", "-c", "exec \"$0\" \"$@\" 2>>errors"],
      errors: errors
    )
    return QueueNodeProcess(process, index: index)
  }

  /// Kills a node as a machine that is switched off does: the command dies with it.
  func kill(_ node: QueueNodeProcess, withCommand: Bool = true) {
    guard node.process.isRunning else { return }
    Foundation.kill(node.process.processIdentifier, SIGKILL)
    node.wasKilled = true
    guard withCommand else { return }
    let text = try? String(contentsOf: folder.appending(path: "pid.\(node.index)"), encoding: .utf8)
    // The shell leads a group of its own, with all that it has started.
    if let group = text.flatMap({ pid_t($0.dropLast()) }) { Foundation.kill(-group, SIGKILL) }
  }

  /// Kills a node, which has to be the only one, between the first and the last byte of a write.
  ///
  /// A reader's lock holds the write up when its journal is begun: SQLite's readers lock 510 bytes
  /// after the first two of the second gibibyte ("File Locking And Concurrency In SQLite Version 3").
  ///
  /// - Returns: whether it was writing: its journal is left.
  func killInMidWrite(_ node: QueueNodeProcess) throws -> Bool {
    let file = folder.appending(path: "q/queue.sqlite").path()
    let descriptor = open(file, O_RDONLY)
    defer { close(descriptor) }
    var lock = flock()
    lock.l_type = Int16(F_RDLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = 0x4000_0002
    lock.l_len = 510
    try #require(fcntl(descriptor, F_SETLKW, &lock) == 0)
    var size = 0
    while node.process.isRunning, size == 0 {
      usleep(1_000)
      var status = stat()
      size = stat(file + "-journal", &status) == 0 ? Int(status.st_size) : 0
    }
    kill(node)
    node.process.waitUntilExit()
    return size > 0 && access(file + "-journal", F_OK) == 0
  }

  func retry(_ index: Int) throws -> QueueNodeProcess {
    let node = try start(index)
    node.process.waitUntilExit()
    return node
  }

  /// Whether the queue has all names down as finished.
  var isDone: Bool {
    get throws { try errors().contains("all \(names.count) names of the run are done") }
  }

  /// Expects that each name was run to its end, and that those that were begun more than once are
  /// named as begun on a node that was lost.
  func expectOnceOrNamed() throws {
    let log = try log()
    let named = try named()
    #expect(log.ended.keys.sorted() == names.sorted())
    for name in names where (log.begun[name] ?? 0) != 1 || (log.ended[name] ?? 0) != 1 {
      #expect(named.contains(name), "\(name) \(log.begun[name] ?? 0) \(log.ended[name] ?? 0)")
    }
  }

  /// The names that nodes have said are run again.
  func named() throws -> Set<String> {
    var names: Set<String> = []
    var isList = false
    for line in try errors().split(separator: "\n") {
      if line.hasPrefix("evenkeel: ") {
        isList = line.hasSuffix("run again here:")
      } else if isList, line.hasPrefix("  ") {
        names.insert(String(line.dropFirst(2)))
      }
    }
    return names
  }

  func errors() throws -> String {
    try String(contentsOf: folder.appending(path: "errors"), encoding: .utf8)
  }

  struct Log {
    struct Batch: Hashable { var node, batch: String }
    var begun: [String: Int] = [:]
    var ended: [String: Int] = [:]
    var batches: Set<Batch> = []
  }

  func log() throws -> Log {
    let text = try String(contentsOf: folder.appending(path: "log"), encoding: .utf8)
    var log = Log()
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "|").map(String.init)
      try #require(parts.count == 4)
      if parts[0] == "begin" { log.begun[parts[1], default: 0] += 1 }
      if parts[0] == "end" { log.ended[parts[1], default: 0] += 1 }
      log.batches.insert(Log.Batch(node: parts[2], batch: parts[3]))
    }
    return log
  }
}

/// Waits until another process has made a file.
func waitForFile(_ name: String, in folder: URL) {
  let path = folder.appending(path: name).path()
  for _ in 0..<2_000 where !FileManager.default.fileExists(atPath: path) { usleep(5_000) }
}
