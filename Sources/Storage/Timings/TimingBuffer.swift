import TestModel

/// The timings of a job run by unit, while its reports are read.
///
/// A unit is what the report calls it, whatever the history knows of its tests: the same reports give
/// the same timings in every history.
struct TimingBuffer {
  /// A unit, and what it took.
  struct Entry {
    /// As `unitHash` makes it.
    var hash: UInt64
    var file: String
    var classname: String
    /// The file that the class was found in, as far as it was looked for.
    var sourceFile: String?
    /// Without the row of the unit.
    var timing = StoredTiming(unit: 0)
    /// The time that only its suite counts, where a report repeats another one.
    var repeatedHooks: Int64 = 0
  }

  /// The units so far, without those of the report that is being read.
  private var settled = Table()
  private var report = Table()
  /// Whether the report's cases that another one told are told the same.
  var reportRepeats = false

  /// Begins a batch of cases.
  mutating func beginBatch() { report.beginBatch() }

  /// Adds a case, where it is no finding of a linter.
  ///
  /// - Parameter sourceFile: the file that its class was found in, where that was looked for just now.
  mutating func append(_ position: Int, of batch: CaseBatch, sourceFile: String?) {
    guard !batch.areChecks else { return }
    let record = batch.records[position]
    let entry = report.entry(of: record, in: batch)
    if let sourceFile { report.entries[entry].sourceFile = sourceFile }
    if record.extras >= 0 {
      let attempts = batch.extras[Int(record.extras)].attempts
      add(attempts, to: entry, ranBefore: false, failedBefore: false)
    } else if record.outcome != .skipped {
      report.entries[entry].timing.cases += 1
      if record.outcome != .passed { report.entries[entry].timing.failures += 1 }
      report.entries[entry].timing.addTime(record.duration)
    }
  }

  /// Adds what a suite took beside its cases.
  mutating func append(_ time: HookTime) {
    let entry = report.entry(file: time.file, classname: time.classname)
    let hooks = report.entries[entry].timing.hooks
    report.entries[entry].timing.hooks = hooks.addingHeld(max(0, time.duration.count))
  }

  /// Adds attempts of a case that was added before.
  mutating func append(_ retried: RetriedCase) {
    let entry = report.entry(file: retried.id.file, classname: retried.id.classname)
    if retried.told == .failed, !retried.toldOutcome.isFailure {
      report.entries[entry].timing.failures += 1
    }
    add(
      retried.otherAttempts,
      to: entry,
      ranBefore: retried.toldOutcome != .skipped,
      failedBefore: retried.told == .failed || retried.toldOutcome.isFailure
    )
  }

  private mutating func add(
    _ attempts: [Attempt],
    to entry: Int,
    ranBefore: Bool,
    failedBefore: Bool
  ) {
    if !ranBefore, attempts.contains(where: { $0.outcome != .skipped }) {
      report.entries[entry].timing.cases += 1
    }
    if !failedBefore, attempts.contains(where: \.outcome.isFailure) {
      report.entries[entry].timing.failures += 1
    }
    for attempt in attempts where attempt.outcome != .skipped {
      report.entries[entry].timing.addTime(attempt.duration?.count ?? 0)
    }
  }

  /// Ends a report.
  mutating func endReport() {
    if reportRepeats {
      for entry in report.entries.indices {
        report.entries[entry].repeatedHooks = report.entries[entry].timing.hooks
        report.entries[entry].timing.hooks = 0
      }
    }
    settled.add(report)
    takeReportBack()
  }

  /// Forgets the cases of the report that is being read.
  mutating func takeReportBack() {
    report = Table()
    reportRepeats = false
  }

  /// The units of all reports, in the order in which they came.
  var entries: [Entry] { settled.entries }
}

extension TimingBuffer {
  /// Units by their hashes.
  private struct Table {
    var entries: [Entry] = []
    private var positions: [UInt64: Int] = [:]
    /// Where the texts of the last case's unit stand in its batch, and the entry.
    private var last: (file: UInt32, classname: UInt32, entry: Int)?

    mutating func beginBatch() { last = nil }

    /// The entry of a case's unit; the cases of a class follow one another, and share its texts.
    @inline(__always)
    mutating func entry(of record: CaseBatch.Record, in batch: CaseBatch) -> Int {
      if let last, last.file == record.file.start, last.classname == record.classname.start {
        return last.entry
      }
      let entry = find(record, in: batch)
      last = (record.file.start, record.classname.start, entry)
      return entry
    }

    mutating func entry(file: String, classname: String) -> Int {
      var (file, classname) = (file, classname)
      let hash = file.withUTF8 { file in classname.withUTF8 { unitHash(file: file, classname: $0) }
      }
      return entry(hash) { Entry(hash: hash, file: file, classname: classname) }
    }

    private mutating func find(_ record: CaseBatch.Record, in batch: CaseBatch) -> Int {
      let hash = batch.withBytes(of: record.file) { file in
        batch.withBytes(of: record.classname) { unitHash(file: file, classname: $0) }
      }
      return entry(hash) {
        Entry(
          hash: hash,
          file: batch.text(record.file),
          classname: batch.text(record.classname)
        )
      }
    }

    private mutating func entry(_ hash: UInt64, _ new: () -> Entry) -> Int {
      if let position = positions[hash] { return position }
      positions[hash] = entries.count
      entries.append(new())
      return entries.count - 1
    }

    /// Adds the units of a report.
    mutating func add(_ report: Table) {
      guard !entries.isEmpty else {
        self = report
        return
      }
      for added in report.entries {
        let entry = entry(added.hash) {
          Entry(hash: added.hash, file: added.file, classname: added.classname)
        }
        entries[entry].sourceFile = entries[entry].sourceFile ?? added.sourceFile
        entries[entry].timing.add(added.timing)
        entries[entry].repeatedHooks = max(entries[entry].repeatedHooks, added.repeatedHooks)
      }
    }
  }
}

/// A unit as a number, by which it is found in memory.
func unitHash(file: UnsafeBufferPointer<UInt8>, classname: UnsafeBufferPointer<UInt8>) -> UInt64 {
  xxHash64(classname, seed: xxHash64(file, seed: 0))
}

extension TimingBuffer.Entry {
  /// Whether the unit is named before another one, by bytes.
  func isBefore(_ other: TimingBuffer.Entry) -> Bool {
    file == other.file
      ? classname.utf8.lexicographicallyPrecedes(other.classname.utf8)
      : file.utf8.lexicographicallyPrecedes(other.file.utf8)
  }
}
