import TestModel

/// The job runs of a history together with further ones, in its order: by start, and then by row.
struct MergedRuns {
  /// All of them.
  let jobRuns: [RecordedJobRun]
  /// By position among the known ones, the position now.
  let ofKnown: [Int32]
  /// By position among the further ones, the position now.
  let ofAdded: [Int32]
  /// Whether a further run began before a known one, so that positions changed.
  let movesKnown: Bool

  init(_ known: [RecordedJobRun], adding added: [RecordedJobRun]) {
    let all = known + added
    let order = all.indices.sorted {
      (all[$0].startedAt, all[$0].id) < (all[$1].startedAt, all[$1].id)
    }
    var places = Array(repeating: Int32(0), count: all.count)
    for (place, position) in order.enumerated() { places[position] = Int32(place) }
    jobRuns = order.map { all[$0] }
    ofKnown = Array(places[..<known.count])
    ofAdded = Array(places[known.count...])
    movesKnown = ofKnown.last.map { Int($0) >= known.count } ?? false
  }

  /// The runs of a test that was known before, at their positions now.
  func moved(_ runs: [TestRun]) -> [TestRun] {
    movesKnown ? runs.map { placed($0, ofKnown) } : runs
  }

  /// The excuses of a test that was known before, at their positions now.
  func moved(_ excuses: [IncidentFinding.Excuse]) -> [IncidentFinding.Excuse] {
    guard movesKnown else { return excuses }
    return excuses.map { excuse in
      var excuse = excuse
      excuse.run = ofKnown[Int(excuse.run)]
      return excuse
    }
  }

  /// The run at the position that a list says.
  func placed(_ run: TestRun, _ places: [Int32]) -> TestRun {
    var run = run
    run.run = places[Int(run.run)]
    return run
  }
}

extension TestTimeline {
  /// Adds runs that may be among those that are there; an added one takes the place of its like.
  mutating func add(_ added: [TestRun]) {
    guard let first = added.first else { return }
    guard let last = runs.last, last.run >= first.run else {
      runs += added
      return
    }
    let replaced = Set(added.map(\.run))
    runs.removeAll { replaced.contains($0.run) }
    runs += added
    runs.sort { $0.run < $1.run }
  }
}
