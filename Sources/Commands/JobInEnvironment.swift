import Foundation
import Ingester
import TestModel

extension Surroundings {
  /// The largest file that is read because the environment names it, in bytes: GitHub's events stay
  /// below 25 MB, and those of pull requests far below one.
  private static let largestFile = 8 << 20

  /// What the environment tells of the job that runs, with the files that it names.
  var jobRun: JobRun {
    let folder = folder
    return jobRunInEnvironment(variables) { path in
      Surroundings.text(ofFile: path.hasPrefix("/") ? path : folder + "/" + path)
    }
  }

  /// The text of a file that the environment names; none where it cannot be one.
  func textOfFile(_ path: String) -> String? { Self.text(ofFile: absolute(path)) }

  /// The text of a file; none where it is too large, is no file, or is not UTF-8.
  private static func text(ofFile path: String) -> String? {
    // Asked first, as reading a pipe or a device may never end.
    guard regularFileSize(path) != nil, let file = FileHandle(forReadingAtPath: path)
    else { return nil }
    defer { try? file.close() }
    guard let data = try? file.read(upToCount: largestFile + 1), data.count <= largestFile else {
      return nil
    }
    return String(data: data, encoding: .utf8)
  }
}
