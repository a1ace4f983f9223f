import Foundation
import Ingester
import Reporter
import StatisticsCore
import Storage
import TestModel

/// Weighs the items of a split by what the options ask for, and says what the weights are worth.
struct Weighing {
  let options: ItemOptions
  let common: CommonOptions
  let surroundings: Surroundings
  /// How to weigh where the options do not say.
  var splitBy = SplitBy.name
  /// The number of nodes that the last nodes of the items are wanted for; none where they are not.
  var previousTotal: Int?
  /// Whether the times of the last runs are wanted.
  var withRuns = false

  /// Reads the candidates and weighs them, without the quarantined ones where the options ask for
  /// that.
  ///
  /// The history is read at the same time as the candidates are.
  ///
  /// - Throws: `CommandFailure` where there are no candidates, or timings cover less than is required.
  func weigh(
    candidates read: @Sendable () throws -> SplitCandidates
  ) throws -> WeighedItems {
    guard options.splitBy ?? splitBy == .timings else {
      let (items, remarks) = try named(try read())
      var weighed = options.splitBy == .filesize ? bySize(items) : byName(items)
      weighed.remarks = remarks + weighed.remarks
      return try required(weighed)
    }
    let (input, history) = concurrently(
      {
        let (items, remarks) = try named(try read())
        return (PreparedItems(items, options.timingsType, checkout: surroundings.folder), remarks)
      },
      {
        try SourceTimings(
          options,
          common: common,
          withRuns: withRuns,
          withNodes: previousTotal != nil,
          in: surroundings
        )
      }
    )
    let (items, remarks) = try input.get()
    var weighed = try byTimings(items, history)
    weighed.remarks = remarks + weighed.remarks
    return try required(weighed)
  }

  /// The names that are to be weighed, and what is said of them.
  private func named(_ candidates: SplitCandidates) throws -> (items: [String], remarks: [String]) {
    let (items, remarks) =
      try candidates.withoutQuarantined(options, common, in: surroundings)
    return (items, candidates.remarks + remarks)
  }

  private func required(_ weighed: WeighedItems) throws -> WeighedItems {
    guard let share = options.requireTimings?.share, weighed.coveredNames < share else {
      return weighed
    }
    throw CommandFailure(
      (weighed.remarks + [""]).joined(separator: "; ")
        + "timings cover \(percentText(weighed.coveredNames)) of the names, and "
        + "--require-timings asks for \(percentText(share))",
      .finding
    )
  }

  private func byName(_ items: [String], remarks: [String] = []) -> WeighedItems {
    let kind = options.timingsType == .autodetect ? .filename : options.timingsType
    return WeighedItems(
      items: items,
      kind: kind.rawValue,
      weights: Array(repeating: 1, count: items.count),
      remarks: remarks,
      isByName: true
    )
  }

  private func bySize(_ items: [String]) -> WeighedItems {
    let sizes = items.map(size)
    let missing = items.indices.filter { sizes[$0] == nil }.map { items[$0] }
    let remarks =
      missing.isEmpty
      ? [] : ["\(plural(missing.count, "name")) of \(items.count) is no file: \(someOf(missing))"]
    return WeighedItems(
      items: items,
      kind: TimingsType.filename.rawValue,
      weights: sizes.map { max(1, $0 ?? 1) },
      remarks: remarks
    )
  }

  /// The size of a file in bytes; none where there is no file.
  private func size(of item: String) -> Int64? {
    regularFileSize(surroundings.absolute(item)).map(Int64.init)
  }

  // MARK: Timings

  private func byTimings(
    _ prepared: PreparedItems,
    _ history: Result<SourceTimings, any Error>
  ) throws -> WeighedItems {
    let items = prepared.items
    let found: SourceTimings
    do {
      found = try history.get()
    } catch let failure as CommandFailure {
      return fallenBack(items, [failure.description])
    } catch let error as StorageError {
      return fallenBack(items, [error.description])
    }
    guard let matched = try prepared.best(of: found) else { return fallenBack(items, []) }
    let telling = TimingRemarks(items: items, matched: matched, isDetected: isDetected)
    guard matched.known > 0 else {
      return fallenBack(items, found.remarks + telling.mismatch)
    }
    let estimates = estimateDurations(
      of: items,
      measured: try matched.measured(of: items.count, reading: found.measurements),
      imported: matched.imported,
      timeDefault: options.timeDefault?.span.count,
      size: { matched.suite.kind == .file ? size(of: items[$0]) : nil }
    )
    let costs = matched.suite.costs
    var weighed = WeighedItems(
      items: items,
      kind: TimingsType(matched.suite.kind).rawValue,
      weights: estimates.map { $0.microseconds + (costs?.perItem ?? 0) },
      estimates: estimates,
      fixedCosts: costs
    )
    if withRuns { weighed.observations = try matched.observations(of: items.count, in: found) }
    if let previousTotal {
      weighed.previous =
        try matched.previousNodes(of: items.count, total: previousTotal, in: found)
    }
    weighed.remarks = found.remarks + telling.coverage(of: weighed)
    return weighed
  }

  private var isDetected: Bool { options.timingsType == .autodetect }

  private func fallenBack(_ items: [String], _ remarks: [String]) -> WeighedItems {
    byName(
      items,
      remarks: remarks + [
        "Requested weighting by historical based timing, but they are not present. Falling back to "
          + "weighting by name."
      ]
    )
  }
}

extension TimingsType {
  init(_ kind: ReportedTiming.Kind) {
    switch kind {
    case .file: self = .filename
    case .classname: self = .classname
    case .testname: self = .testname
    }
  }
}

/// A share in whole percent, rounded down: what is not all is never 100 %.
func percentText(_ share: Double) -> String { "\(Int(share * 100)) %" }

/// The first names of many, and how many more there are.
func someOf(_ names: [String]) -> String {
  let shown = names.sorted(by: precedesInBytes).prefix(3).map { "\"\(terminalText($0))\"" }
  let more = names.count > 3 ? " and \(grouped(names.count - 3)) more" : ""
  return shown.joined(separator: ", ") + more
}
