import ArgumentParser
import StatisticsCore
import TestModel

/// What a run must show before anything of it is excused.
struct GateDemands: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "So many tests must have run at least; skipped ones did not.",
      valueName: "n"
    )
  )
  var expectTests: Int?

  @Option(
    help: ArgumentHelp(
      "This share of the median of the job's last runs must have run, where the command failed.",
      valueName: "share"
    )
  )
  var minShare = ShareArgument.fourFifths

  @Option(
    help: ArgumentHelp(
      "How long ago the quarantine list may have been decided on, such as 7d.",
      valueName: "span"
    )
  )
  var maxAge = SpanArgument(days: 7)

  @Flag(
    inversion: .prefixedNo,
    help: "Demand fresh reports and enough tests of a command that succeeds, too."
  )
  var strict = false

  func expectations(usual: Int?) -> GateExpectations {
    GateExpectations(
      minimumTests: expectTests,
      usualTests: usual,
      minimumShare: minShare.share,
      maximumAge: maxAge.span,
      isStrict: strict
    )
  }
}

/// Which job runs, where the environment does not tell.
struct GatedJob: ParsableArguments {
  @Option(help: "The repository, such as acme/shop.") var repo: String?
  @Option(help: "The job.") var job: String?
  @Option(help: "The leg of the matrix, such as py312.") var variant: String?

  func jobRun(in surroundings: Surroundings) -> JobRun {
    var named = JobRun()
    named.repo = repo
    named.job = job
    named.variant = variant
    let told = named.filled(from: surroundings.jobRun)
    return told.repo == nil ? told.filled(from: jobRunFromGit(in: surroundings.folder)) : told
  }
}

extension ShareArgument {
  static let fourFifths = ShareArgument(percent: 80)

  private init(percent: Int) { share = Double(percent) / 100 }

  var defaultValueDescription: String { "\(Int((share * 100).rounded()))%" }
}
