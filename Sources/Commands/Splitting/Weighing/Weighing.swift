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

  /// Weighs the candidates, without the quarantined ones where the options ask for that.
  ///
  /// - Throws: `CommandFailure` where timings cover less than is required.
  func weigh(_ candidates: SplitCandidates) throws -> WeighedItems {
    let (items, remarks) =
      try candidates.withoutQuarantined(options, common, in: surroundings)
    var weighed = try weigh(items)
    weighed.remarks = candidates.remarks + remarks + weighed.remarks
    return weighed
  }

  private func weigh(_ items: [String]) throws -> WeighedItems {
    let weighed =
      switch options.splitBy ?? splitBy {
      case .name: byName(items)
      case .filesize: bySize(items)
      case .timings: try byTimings(items)
      }
    if let share = options.requireTimings?.share, weighed.coveredNames < share {
      throw CommandFailure(
        (weighed.remarks + [""]).joined(separator: "; ")
          + "timings cover \(percentText(weighed.coveredNames)) of the names, and "
          + "--require-timings asks for \(percentText(share))",
        .finding
      )
    }
    return weighed
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
    var status = stat()
    guard stat(surroundings.absolute(item), &status) == 0, status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int64(status.st_size)
  }

  // MARK: Timings

  private func byTimings(_ items: [String]) throws -> WeighedItems {
    let found: (timings: MatchedTimings, remarks: [String])?
    do {
      found = try timings(of: items)
    } catch let failure as CommandFailure {
      return fallenBack(items, [failure.description])
    } catch let error as StorageError {
      return fallenBack(items, [error.description])
    }
    guard let found else { return fallenBack(items, []) }
    let matched = found.timings
    let telling = TimingRemarks(items: items, matched: matched, isDetected: isDetected)
    guard matched.known > 0 else {
      return fallenBack(items, found.remarks + telling.mismatch)
    }
    let observations = matched.observations(of: items.count)
    let estimates = estimateDurations(
      of: items,
      observations: observations,
      imported: matched.imported,
      timeDefault: options.timeDefault?.span.count,
      size: { matched.kind == .file ? size(of: items[$0]) : nil }
    )
    let costs = learnedFixedCosts(of: matched.nodeObservations)
    var weighed = WeighedItems(
      items: items,
      kind: TimingsType(matched.kind).rawValue,
      weights: estimates.map { $0.microseconds + (costs?.perItem ?? 0) },
      estimates: estimates,
      observations: observations,
      fixedCosts: costs
    )
    weighed.previous =
      previousTotal.map { matched.previousNodes(of: items.count, total: $0) } ?? []
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

  /// What is known of the items; none where there are no timings at all.
  ///
  /// Of the kinds that they may be, the one that knows most of them, and of several that know as many
  /// the first.
  private func timings(
    of items: [String]
  ) throws -> (timings: MatchedTimings, remarks: [String])? {
    let source = try TimingsSource(options, common: common, in: surroundings)
    let (timings, remarks) = try source.timings(byCase: options.timingsType == .testname)
    var best: MatchedTimings?
    var hasTimings = !timings.units.isEmpty
    for kind in options.timingsType.kinds {
      let matched = try MatchedTimings(
        items,
        kind: kind,
        timings: timings,
        imported: {
          let imported = try source.imported()
          hasTimings = hasTimings || !imported.isEmpty
          return imported
        },
        checkout: surroundings.folder
      )
      if matched.known > best?.known ?? -1 { best = matched }
      if matched.known == items.count { break }
    }
    return hasTimings ? best.map { ($0, remarks) } : nil
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
