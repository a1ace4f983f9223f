import Formats
import StatisticsCore
import TestModel

/// Gathers the cases of a report by what they belong to.
///
/// A class, because a reader tells cases while it is read, and the closure that takes them escapes.
final class RunReportBuilder {
  private let byCase: Bool
  private(set) var units: [RunReport.Unit] = []
  private var positions: [[UInt8]: Int] = [:]

  init(byCase: Bool) { self.byCase = byCase }

  func add(_ event: ReportEvent) {
    switch event {
    case .cases(let batch):
      guard !batch.areChecks else { return }
      for position in batch.indices { add(batch, position) }
    case .retried(let retried): add(retried)
    case .ambiguous, .timing: return
    }
  }

  private func add(_ batch: CaseBatch, _ position: Int) {
    let attempts = batch.tellingAttempts(at: position)
    let outcome = attempts?.last?.outcome ?? batch.firstOutcome(at: position)
    let duration =
      attempts.map { $0.reduce(Microseconds.zero) { $0 + ($1.duration ?? .zero) } }
      ?? Microseconds(max(0, batch.firstDuration(at: position)))
    let ordinal = batch.ordinal(at: position)
    let (unit, hash) = batch.withIdentity(at: position) { suite, classname, file, name in
      let hash = xxHash64(name, seed: xxHash64(classname, seed: xxHash64(suite)))
      return (self.unit(file: file, classname: classname, name: name), hash)
    }
    units[unit].duration = (Microseconds(units[unit].duration) + duration).count
    guard outcome != .skipped else {
      units[unit].skipped += 1
      return
    }
    units[unit].cases.append(hash &+ UInt64(ordinal - 1) &* 0x9E37_79B9_7F4A_7C15)
    if ordinal > 1 { units[unit].alike += 1 }
  }

  /// What a case that was told before took besides; of one that was told as skipped, that it ran.
  private func add(_ retried: RetriedCase) {
    var (file, classname, name) = (retried.id.file, retried.id.classname, retried.id.name)
    var suite = retried.id.suite
    let hash = name.withUTF8 { name in
      classname.withUTF8 { classname in
        suite.withUTF8 { xxHash64(name, seed: xxHash64(classname, seed: xxHash64($0))) }
      }
    }
    let position = file.withUTF8 { file in
      classname.withUTF8 { classname in
        name.withUTF8 { unit(file: file, classname: classname, name: $0) }
      }
    }
    for attempt in retried.otherAttempts {
      let sum = Microseconds(units[position].duration) + (attempt.duration ?? .zero)
      units[position].duration = sum.count
    }
    if retried.toldOutcome == .skipped, retried.outcome != .skipped {
      units[position].skipped -= 1
      units[position].cases.append(hash)
    }
  }

  /// The position of what a case belongs to.
  private func unit(
    file: UnsafeBufferPointer<UInt8>,
    classname: UnsafeBufferPointer<UInt8>,
    name: UnsafeBufferPointer<UInt8>
  ) -> Int {
    // pytest writes a file that cannot be loaded as a case named as the module, and nothing else.
    let owner = !byCase && file.isEmpty && classname.isEmpty ? name : classname
    var key: [UInt8] = []
    key.reserveCapacity(file.count + owner.count + 2)
    key += file
    key.append(0xFF)
    key += owner
    if byCase {
      key.append(0xFF)
      key += name
    }
    if let known = positions[key] { return known }
    positions[key] = units.count
    units.append(
      RunReport.Unit(
        unit: TimedUnit(
          file: String(decoding: file, as: UTF8.self),
          classname: String(decoding: owner, as: UTF8.self),
          name: byCase ? String(decoding: name, as: UTF8.self) : ""
        )
      )
    )
    return units.count - 1
  }
}
