import Foundation

extension MeasuredSuite {
  /// Reads the versions of a file of timings that a project committed.
  ///
  /// The rows are `snapshot_date, commit, key, seconds`; keys may hold commas. An entry that is as in
  /// the version before was not measured anew.
  ///
  /// - Throws: what keeps the file from being read.
  init(name: String, ofFile path: String) throws {
    var versions: [(id: String, times: [String: Int64])] = []
    for line in try lines(ofFile: path) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count >= 4, let seconds = Double(fields[fields.count - 1]) else { continue }
      let id = "\(fields[0]),\(fields[1])"
      if versions.last?.id != id { versions.append((id, [:])) }
      let key = fields[2..<(fields.count - 1)].joined(separator: ",")
      versions[versions.count - 1].times[key] = Int64((seconds * 1e6).rounded())
    }
    self.init(name: name, versions: versions.map(\.times))
  }

  /// Takes versions of a file of timings, the oldest first.
  init(name: String, versions: [[String: Int64]]) {
    self.name = name
    items = Set(versions.flatMap(\.keys)).sorted()
    runs = []
    var before: [String: Int64] = [:]
    for version in versions {
      let times = items.map { item -> Int64 in
        guard let time = version[item], before[item] != time else { return -1 }
        return time
      }
      runs.append(Run(times: times, cases: items.map { _ in 1 }, listed: version.count))
      before = version
    }
  }
}

/// The suites in a folder that has a folder a suite, by name.
///
/// - Throws: what keeps a file that is there from being read.
func recordedSuites(in folder: String) throws -> [MeasuredSuite] {
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  return try names.sorted().compactMap { name in
    let path = "\(folder)/\(name)/history.csv.gz"
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try MeasuredSuite(name: name, ofFile: path)
  }
}
