import Foundation
import Reporter

extension ItemOptions {
  /// Reads the names that are to be split.
  ///
  /// - Returns: the names; none where no file is named and standard input is a terminal.
  /// - Throws: `CommandFailure` where the file that was named is not there.
  func candidates(in surroundings: Surroundings) throws -> SplitCandidates? {
    let data: Data
    if let file {
      data = try names(inFile: file, in: surroundings)
    } else {
      guard let input = surroundings.standardInput() else { return nil }
      data = input
    }
    return try SplitCandidates(data, isNul: nul, areNames: timingsType == .testname) { name in
      FileManager.default.fileExists(atPath: surroundings.absolute(name))
    }
  }

  /// What a file has, which may be a pipe: a shell's `<(command)` is one.
  private func names(inFile file: String, in surroundings: Surroundings) throws -> Data {
    guard let handle = FileHandle(forReadingAtPath: surroundings.absolute(file)) else {
      throw CommandFailure("there is no file of names at \(file); check the path", .missingFile)
    }
    do {
      return try handle.readToEnd() ?? Data()
    } catch {
      throw CommandFailure("\(file) cannot be read; name a file with a name a line", .missingFile)
    }
  }

  /// Reads the names that are to be split, which have to be there.
  func requiredCandidates(
    for command: String,
    in surroundings: Surroundings
  ) throws -> SplitCandidates {
    guard let candidates = try candidates(in: surroundings) else {
      throw CommandFailure(
        "pipe names into `tests \(command)`, or name a file: evenkeel tests glob "
          + "'tests/**/*_test.py' | evenkeel tests \(command)",
        .usage
      )
    }
    return candidates
  }
}

extension SplitCandidates {
  /// What people should know of the input.
  var remarks: [String] {
    var remarks: [String] = []
    if repeated > 0 {
      remarks.append("\(plural(repeated, "name")) came twice; each is run once")
    }
    if items.isEmpty {
      remarks.append(
        "No test names found in input source. If you were expecting test names, please check your "
          + "input source."
      )
    }
    return remarks
  }
}
