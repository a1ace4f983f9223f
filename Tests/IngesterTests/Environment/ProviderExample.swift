import Ingester
import TestModel
import Testing

/// An environment and what it tells.
struct ProviderExample: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var variables: [String: String]
  var files: [String: String] = [:]
  var expected: JobRun

  init(
    _ description: String,
    _ variables: [String: String],
    files: [String: String] = [:],
    expecting fill: (inout JobRun) -> Void
  ) {
    testDescription = description
    self.variables = variables
    self.files = files
    expected = JobRun()
    fill(&expected)
  }

  func check() {
    let files = files
    #expect(jobRunInEnvironment(variables) { files[$0] } == expected)
  }
}
