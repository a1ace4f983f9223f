import Foundation
import Ingester
import Reporter
import StatisticsCore
import Storage
import TestModel

/// Splits items by what they weigh, and says what the weights are worth.
struct Weighing {
  /// A split, and what people should know about it.
  struct Split {
    var partition: Partition
    /// By item, its weight; empty where all weigh the same.
    var weights: [Int64] = []
    /// The share of the items whose own timings are known.
    var coverage: Double
    var remarks: [String]
  }

  private let options: TestsSplit
  private let surroundings: Surroundings

  init(_ options: TestsSplit, in surroundings: Surroundings) {
    self.options = options
    self.surroundings = surroundings
  }

  func split(_ items: [String], total: Int) throws -> Split {
    switch options.splitBy {
    case .name:
      return Split(partition: partitionByName(items, total: total), coverage: 0, remarks: [])
    case .filesize: return byFileSize(items, total: total)
    case .timings: return try byTimings(items, total: total)
    }
  }

  private func byFileSize(_ items: [String], total: Int) -> Split {
    let sizes = items.map { item -> Int64? in
      let path = surroundings.absolute(item)
      let attributes = try? FileManager.default.attributesOfItem(atPath: path)
      return (attributes?[.size] as? NSNumber)?.int64Value
    }
    let missing = zip(items, sizes).filter { $0.1 == nil }.map(\.0)
    let weighted = zip(items, sizes).map { WeightedItem(name: $0, weight: max(1, $1 ?? 1)) }
    let remarks =
      missing.isEmpty
      ? [] : ["\(plural(missing.count, "name")) of \(items.count) is no file: \(some(missing))"]
    return Split(
      partition: partitionLongestFirst(weighted, total: total),
      weights: weighted.map(\.weight),
      coverage: 0,
      remarks: remarks
    )
  }

  private func byTimings(_ items: [String], total: Int) throws -> Split {
    let known = try timings(for: items)
    guard let found = known.found else {
      return Split(
        partition: partitionByName(items, total: total),
        coverage: 0,
        remarks: known.remarks + [
          "Requested weighting by historical based timing, but they are not present. Falling back "
            + "to weighting by name."
        ]
      )
    }
    let estimates = estimateDurations(
      of: items,
      history: found.history,
      timeDefault: options.timeDefault?.span
    )
    let weighted = zip(items, estimates).map {
      WeightedItem(name: $0, weight: $1.milliseconds)
    }
    let partition = partitionLongestFirst(weighted, total: total)
    let unknown = zip(items, estimates).filter { !$0.1.isMeasured }.map(\.0)
    let coverage = items.isEmpty ? 1 : 1 - Double(unknown.count) / Double(items.count)
    let load = Microseconds(milliseconds: partition.makespan)
    let mean = Microseconds(milliseconds: partition.loads.reduce(0, +) / Int64(total))
    var remarks = known.remarks
    let imported = found.imported > 0 ? " (\(grouped(found.imported)) by imported timings)" : ""
    remarks.append(
      "timings cover \(items.count - unknown.count) of \(plural(items.count, "name"))\(imported); "
        + "the longest node is expected to take \(humanDuration(load)), the mean is \(humanDuration(mean))"
    )
    if !unknown.isEmpty {
      remarks.append("no timing found for \(some(unknown)); weighed as its neighbors")
    }
    return Split(
      partition: partition,
      weights: weighted.map(\.weight),
      coverage: coverage,
      remarks: remarks
    )
  }

  /// What is known of the items; none where nothing is known of any.
  private func timings(
    for items: [String]
  ) throws -> (found: TimingsSource.Known?, remarks: [String]) {
    let source: TimingsSource
    do {
      source = try TimingsSource(options, in: surroundings)
    } catch let failure as CommandFailure {
      return (nil, [failure.description])
    } catch let error as StorageError {
      return (nil, [error.description])
    }
    let types: [TimingsType] =
      options.timingsType == .autodetect ? [.filename, .classname] : [options.timingsType]
    let best = try source.known(of: items, types: types, checkout: surroundings.folder)
    guard let best else { return (nil, []) }
    guard !best.history.isEmpty else { return (nil, [mismatch(types)]) }
    let isDetected = options.timingsType == .autodetect
    return (best, isDetected ? ["Autodetected \(best.type.rawValue) timings."] : [])
  }

  private func mismatch(_ types: [TimingsType]) -> String {
    types.count > 1
      ? "Error autodetecting timing type, falling back to weighting by name. Autodetect no matching "
        + "filename or classname.  If file names are used, double check paths for absolute vs relative."
      : "the history has timings, and none of them is of these names; is --timings-type right?"
  }

  private func some(_ names: [String]) -> String {
    let shown = names.sorted(by: precedesInBytes).prefix(3).map { "\"\(terminalText($0))\"" }
    let more = names.count > 3 ? " and \(names.count - 3) more" : ""
    return shown.joined(separator: ", ") + more
  }
}
