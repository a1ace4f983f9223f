import ArgumentParser
import Ingester
import StatisticsCore
import TestModel

/// Which of the tests that are left out run all the same.
struct SampleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Let this share of the tests run, others in each run of the pipeline, so that it shows when "
        + "they heal. Default: none.",
      valueName: "10%"
    )
  )
  var sample: ShareArgument?

  @Option(
    help: ArgumentHelp(
      "The number of this run, the same on all nodes. Default: how the CI provider counts the "
        + "pipeline's runs, else its ID; outside of CI the day.",
      valueName: "number"
    )
  )
  var sampleSeed: String?

  func validate() throws {
    if let sample, sample.share <= 0 {
      throw ValidationError("a sample of nothing is none; leave --sample out")
    }
  }

  /// Whose turn it is; none where nobody runs that need not.
  func rotation(asOf moment: Timestamp, in surroundings: Surroundings) -> SampleRotation? {
    sample.map { sample in
      let run = sampleSeed ?? runNumberInEnvironment(surroundings.variables)
      return SampleRotation(
        share: sample.share,
        run: SampleRotation.number(ofRun: run ?? String(max(0, moment.day)))
      )
    }
  }
}
