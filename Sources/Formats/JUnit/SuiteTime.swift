import TestModel

/// What a `<testsuite>` took beside its cases, while it is open.
///
/// A suite's own time counts set-ups and tear-downs that no case has. What it exceeds its cases and
/// the suites in it by belongs to the file and class of its cases, where they are of one; of several,
/// nobody can tell. A suite whose cases ran side by side exceeds nothing, and what belongs to a suite
/// is not counted again by the one around it.
struct SuiteTime: Sendable {
  /// The time of its cases and of the suites in it, in microseconds.
  private var covered = Microseconds.zero
  /// The hash of the file and class of its cases; none before the first one.
  private var unit: UInt64?
  private var isOfSeveralUnits = false
  /// Whether a case was no skip.
  private var ran = false

  /// Adds a case.
  ///
  /// - Parameters:
  ///   - time: the time of its attempts; none where it did not run.
  ///   - unit: the hash of its file and class.
  mutating func add(_ time: Microseconds?, unit other: UInt64) {
    if let time {
      ran = true
      covered += time
    }
    if unit != other { addUnit(other) }
  }

  /// Adds a suite in it.
  ///
  /// - Parameter stated: what its own time is, where it says so.
  mutating func add(_ suite: SuiteTime, stated: Microseconds?) {
    covered += max(suite.covered, stated ?? .zero)
    ran = ran || suite.ran
    isOfSeveralUnits = isOfSeveralUnits || suite.isOfSeveralUnits
    if let unit = suite.unit { addUnit(unit) }
  }

  private mutating func addUnit(_ other: UInt64) {
    if unit == nil { unit = other }
    if unit != other { isOfSeveralUnits = true }
  }

  /// What it took beside its cases.
  ///
  /// - Parameters:
  ///   - stated: what its own time is.
  ///   - last: the file and class of the case that ended last.
  /// - Returns: none where that is nothing, or is of no single file and class.
  func hooks(stated: Microseconds?, last: LastUnit) -> Microseconds? {
    guard let stated, stated > covered, ran, !isOfSeveralUnits, unit == last.hash else {
      return nil
    }
    return Microseconds(stated.count - covered.count)
  }
}

/// The file and class of the case that ended last.
struct LastUnit: Sendable {
  /// A hash of both.
  private(set) var hash: UInt64 = 0
  /// Where they stand in the batch.
  private var file = CaseBatch.Span()
  private var classname = CaseBatch.Span()
  /// The texts, where the batch is gone.
  private var texts: (file: String, classname: String)?
  private var isInBatch = false

  /// Takes a case of the batch; those of a class follow one another, and share its texts.
  @inline(__always)
  mutating func take(_ record: CaseBatch.Record, in batch: CaseBatch) {
    if isInBatch, record.file.start == file.start, record.classname.start == classname.start,
      record.file.count == file.count, record.classname.count == classname.count
    {
      return
    }
    (file, classname, isInBatch) = (record.file, record.classname, true)
    let place = batch.withBytes(of: file) { xxHash64($0, seed: 0) }
    hash = batch.withBytes(of: classname) { xxHash64($0, seed: place) }
  }

  /// Keeps the texts, because the batch is handed over.
  mutating func leave(_ batch: CaseBatch) {
    guard isInBatch else { return }
    texts = (batch.text(file), batch.text(classname))
    isInBatch = false
  }

  /// The time of hooks of this file and class.
  func hookTime(_ duration: Microseconds, in batch: CaseBatch) -> HookTime? {
    if isInBatch {
      return HookTime(
        file: batch.text(file),
        classname: batch.text(classname),
        duration: duration
      )
    }
    return texts.map {
      HookTime(file: $0.file, classname: $0.classname, duration: duration)
    }
  }
}
