import ArgumentParser

@main
struct MakeReports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-reports",
    abstract: "Write JUnit XML of any size; the same options always write the same bytes.",
    discussion: """
      The tests and how long they take come from the seed; which of them fail, and how the times \
      vary, from the seed and the number of the run. Prints one line of JSON: what is in the reports.
      """
  )

  @Argument(help: "The file; with --files a folder that is there.") var output: String
  @Option(help: "What the cases look like: \(ReportShape.names).") var shape = ReportShape.bare
  @Option(help: "How many cases there are in all.") var cases = 1000
  @Option(help: "How many suites they are in.") var suites = 1
  @Option(help: "How many files of the same number of cases to write.") var files = 1
  @Option(help: "What the tests come from.") var seed: UInt64 = 1
  @Option(
    name: .customLong("run"),
    help: "The number of the job run: other outcomes and times of the same tests."
  )
  var runNumber = 1
  @Option(help: "Of 1,000 cases, how many fail in a run.") var failing = 5
  @Option(help: "Of 1,000 cases, how many print something.") var printing = 0
  @Option(help: "Of 1,000 cases, how many are always skipped.") var skipped = 10
  @Option(help: "The bytes of the shortest text of a case.") var shortest = 200
  @Option(help: "The bytes of the longest text of a case.") var longest = 1000
  @Option(help: "The decimals of a time in seconds: 3 or 6.") var decimals = 3

  func validate() throws {
    guard cases > 0, suites > 0, files > 0, cases >= suites, suites >= files || files == 1 else {
      throw ValidationError("There must be a case a suite at least, and a suite a file.")
    }
    guard shortest >= 0, shortest <= longest else {
      throw ValidationError("The shortest text is longer than the longest one.")
    }
    guard decimals == 3 || decimals == 6 else {
      throw ValidationError("A time has 3 or 6 decimals.")
    }
    guard runNumber >= 0, [failing, printing, skipped].allSatisfy((0...1000).contains) else {
      throw ValidationError("Shares are of 1,000, and runs are counted from 0.")
    }
  }

  func run() throws {
    let world = World(
      seed: seed,
      run: runNumber,
      failing: failing,
      printing: printing,
      skipped: skipped,
      textSizes: shortest...longest
    )
    var truth = Truth()
    for number in 0..<files {
      let path = files == 1 ? output : "\(output)/\(zeroPadded(number + 1, digits: 6)).xml"
      var writer = try ReportWriter(
        shape: shape,
        world: world,
        decimals: decimals,
        file: OutputFile(at: path)
      )
      let suitesOfFile = part(number, of: files, in: 0..<suites)
      for suite in suitesOfFile {
        try writer.write(suite: suite, cases: part(suite, of: suites, in: 0..<cases))
      }
      truth.add(try writer.finish())
    }
    print(truth.json)
  }
}

/// The part of `range` that has `number` when the range is cut into `count` even parts.
private func part(_ number: Int, of count: Int, in range: Range<Int>) -> Range<Int> {
  range.count * number / count..<range.count * (number + 1) / count
}

private func zeroPadded(_ number: Int, digits: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
