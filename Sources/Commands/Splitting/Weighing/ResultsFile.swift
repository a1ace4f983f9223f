import Foundation
import TestModel

/// CircleCI's results.json: the timings of one run.
struct ResultsFile: Sendable {
  private let tests: [ResultsDocument.Test]

  /// Reads the file.
  ///
  /// - Throws: `CommandFailure` where it is not there, or something else.
  init(_ path: String, named name: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CommandFailure(
        "Error reading historical timing data: file does not exist (\(name))",
        .missingFile
      )
    }
    guard let document = try? JSONDecoder().decode(ResultsDocument.self, from: data) else {
      throw CommandFailure("\(name) is no results.json of CircleCI's", .unusableInput)
    }
    tests = document.tests
  }

  /// The timings of its files and classes, or of its cases; each unit once.
  func timings(byCase: Bool) -> SuiteTimings {
    var timings = SuiteTimings(runs: [SuiteRun(jobRuns: [])])
    var positions: [TimedUnit: Int] = [:]
    for test in tests {
      guard let duration = test.run_time.flatMap({ Microseconds(seconds: $0) }) else { continue }
      let unit = TimedUnit(
        file: test.file ?? "",
        classname: test.classname ?? "",
        name: byCase ? test.name ?? "" : ""
      )
      if let known = positions[unit] {
        timings.timings[known].duration += duration
        timings.timings[known].cases += 1
        continue
      }
      positions[unit] = timings.units.count
      timings.timings.append(
        UnitTiming(
          unit: Int32(timings.units.count),
          run: 0,
          cases: 1,
          failures: 0,
          duration: duration
        )
      )
      timings.units.append(unit)
    }
    return timings
  }
}

/// The document; its names are the keys.
struct ResultsDocument: Decodable, Sendable {
  struct Test: Decodable, Sendable {
    var file, classname, name: String?
    var run_time: Double?
  }
  var tests: [Test]
}
