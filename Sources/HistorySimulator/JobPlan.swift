/// A job with the files of its tests in their usual order.
struct JobPlan {
  /// The place of the job in the settings.
  let index: Int
  let job: JobSettings
  /// The indices of the tests of each file, the files in the order of their paths.
  let files: [[Int]]

  init(index: Int, job: JobSettings, tests: [SimulatedTest]) {
    self.index = index
    self.job = job
    var byFile: [String: [Int]] = [:]
    for (number, test) in tests.enumerated() where test.job == job.name {
      byFile[test.identity.file, default: []].append(number)
    }
    files = byFile.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The files of every node: dealt out in turns, and at times from a shuffled stack.
  func files(
    onNodes nodeTotal: Int,
    shuffleProbability: Double,
    _ random: inout SplitMix64
  ) -> [[[Int]]] {
    guard random.chance(shuffleProbability) else { return filesInUsualOrder(onNodes: nodeTotal) }
    return Self.dealt(random.shuffled(files), to: nodeTotal)
  }

  /// The files of every node in the usual order.
  func filesInUsualOrder(onNodes nodeTotal: Int) -> [[[Int]]] {
    Self.dealt(files, to: nodeTotal)
  }

  private static func dealt(_ files: [[Int]], to nodeTotal: Int) -> [[[Int]]] {
    var nodes = Array(repeating: [[Int]](), count: nodeTotal)
    for (turn, file) in files.enumerated() { nodes[turn % nodeTotal].append(file) }
    return nodes
  }
}
