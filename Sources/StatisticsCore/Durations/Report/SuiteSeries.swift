import TestModel

extension SuiteTimings {
  /// The times of items in some of the runs, in the order of time.
  ///
  /// Runs in which an item failed are left out, since they may have ended early, or late: unless it
  /// failed in most of them.
  ///
  /// - Parameters:
  ///   - observations: by item, its times in all runs.
  ///   - itemOfUnit: by unit, the position of its item; −1 where it has none.
  ///   - used: by run, the latest first, whether it is one of them.
  func series(
    of observations: DurationObservations,
    itemOfUnit: [Int32],
    used: [Bool]
  ) -> ItemSeries {
    let machines = MachineTable(self, itemOfUnit: itemOfUnit, items: observations.count, used: used)
    let last = Int32(runs.count - 1)
    var series = ItemSeries()
    for item in 0..<observations.count {
      let all = observations.values[observations.range(of: item)].filter { used[Int($0.run)] }
      let clean = all.filter { $0.failures == 0 }
      let kept = clean.count * 2 > all.count ? clean : all
      series.append(
        kept.sorted { $0.run > $1.run }.map { time in
          ItemSeries.Point(
            run: last - time.run,
            machine: machines.machine(of: item, run: Int(time.run)),
            time: time.duration,
            cases: time.cases
          )
        }
      )
    }
    return series
  }

  /// What all of the suite took in some of the runs, as the series of one item.
  func seriesOfTotals(used: [Bool]) -> ItemSeries {
    let last = runs.count - 1
    var series = ItemSeries()
    let totals = totals
    series.append(
      runs.indices.reversed().filter { used[$0] && totals[$0] > 0 && runs[$0].isWhole }.map { run in
        let cases = runs[run].jobRuns.map(\.counts.cases).reduce(0, +)
        return ItemSeries.Point(
          run: Int32(last - run),
          machine: 0,
          time: totals[run],
          cases: Int32(truncatingIfNeeded: cases)
        )
      }
    )
    return series
  }
}

extension DurationObservations {
  /// How many items there are.
  var count: Int { max(0, starts.count - 1) }
}

/// Which node ran which item in which run.
private struct MachineTable {
  /// By run, the number of its first machine, which stands for the run as a whole.
  private var firsts: [Int32] = []
  /// By run, the node of each item, from 1; 0 where several nodes ran it.
  ///
  /// Empty where there is one node.
  private var nodes: [[Int16]] = []

  init(_ timings: SuiteTimings, itemOfUnit: [Int32], items: Int, used: [Bool]) {
    var next: Int32 = 0
    for run in timings.runs.indices {
      firsts.append(next)
      let parts = run < timings.unitsOfJobRuns.count ? timings.unitsOfJobRuns[run] : []
      next += 1 + Int32(parts.count)
      guard used[run], parts.count > 1 else {
        nodes.append([])
        continue
      }
      var nodeOfItem = Array(repeating: Int16(-1), count: items)
      for (node, units) in parts.enumerated() {
        for unit in units where itemOfUnit[Int(unit)] >= 0 {
          let item = Int(itemOfUnit[Int(unit)])
          let isOther = nodeOfItem[item] >= 0 && nodeOfItem[item] != Int16(node + 1)
          nodeOfItem[item] = isOther ? 0 : Int16(truncatingIfNeeded: node + 1)
        }
      }
      nodes.append(nodeOfItem)
    }
  }

  func machine(of item: Int, run: Int) -> Int32 {
    let node = nodes[run].isEmpty ? 0 : max(0, nodes[run][item])
    return firsts[run] + Int32(node)
  }
}
