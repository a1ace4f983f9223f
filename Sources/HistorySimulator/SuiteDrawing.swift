/// Draws the tests a history begins with, file by file.
struct SuiteDrawing {
  let job: JobSettings
  let parameterizedShare: Double
  var random: SplitMix64
  private var tests: [SimulatedTest] = []
  private var awkwardNames = TestNaming.awkwardNames

  init(job: JobSettings, parameterizedShare: Double, random: SplitMix64) {
    self.job = job
    self.parameterizedShare = parameterizedShare
    self.random = random
  }

  mutating func draw() -> [SimulatedTest] {
    var fileNumber = 0
    while tests.count < job.tests {
      drawFile(TestNaming.file(folder: job.folder, number: fileNumber))
      fileNumber += 1
    }
    return tests
  }

  private mutating func drawFile(_ file: String) {
    let module = TestIdentity.module(ofFile: file)
    let hasClass = random.chance(0.35)
    let classname = hasClass ? module + "." + TestNaming.className(ofFile: file) : module
    let end = min(tests.count + random.integer(in: 4...8), job.tests)
    var names: Set<String> = []
    var line = random.integer(in: 9...24)
    while tests.count < end {
      for name in drawNames().prefix(end - tests.count) where names.insert(name).inserted {
        append(TestIdentity(file: file, classname: classname, name: name, line: line))
      }
      line += random.integer(in: 5...16)
    }
  }

  /// The names of one function: one, or one for each of its parameters.
  private mutating func drawNames() -> [String] {
    guard awkwardNames.isEmpty else { return [awkwardNames.removeFirst()] }
    let function = TestNaming.function(&random)
    guard random.chance(parameterizedShare / 2) else { return [function] }
    return TestNaming.parameters(&random).map { function + $0 }
  }

  private mutating func append(_ identity: TestIdentity) {
    let median = random.lognormal(median: job.medianMilliseconds, sigma: 1)
    let sigma = random.fraction(in: 0.06...0.3)
    tests.append(
      SimulatedTest(
        identity: identity,
        job: job.name,
        medianMilliseconds: median,
        durationSigma: sigma
      )
    )
  }
}
