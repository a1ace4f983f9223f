import ArgumentParser
import CodeHosts

/// Where metrics are pushed to.
///
/// None of these is a key of the settings: a file that a pull request can change must not say where
/// the token goes.
struct PushingOptions: ParsableArguments {
  @Option(
    name: .customLong("push"),
    help: ArgumentHelp("Push to the Pushgateway at this address.", valueName: "url")
  )
  var address: String?

  @Option(
    name: .customLong("push-job"),
    help: ArgumentHelp("The job whose metrics the push replaces.", valueName: "name")
  )
  var job = "evenkeel"

  @Option(
    name: .customLong("push-instance"),
    help: ArgumentHelp("The instance of it, where several push.", valueName: "name")
  )
  var instance: String?

  @Option(
    help: ArgumentHelp("The variable that holds the token, where it is another.", valueName: "name")
  )
  var tokenVariable: String?

  @Flag(help: "Fail where the metrics cannot be pushed. Default: warn.") var strict = false

  func validate() throws {
    guard !job.isEmpty else { throw ValidationError("--push-job is a name, and not empty.") }
    let others = job != "evenkeel" || instance != nil || tokenVariable != nil || strict
    guard address != nil || !others else {
      throw ValidationError(
        "--push-job, --push-instance, --token-variable and --strict need --push."
      )
    }
  }

  /// Pushes; where that fails, warns, and fails only where it is asked to.
  ///
  /// In the jobs of a fork there are no secrets, so that one that is not set is no error.
  func push(
    _ text: String,
    of repo: String?,
    to address: String,
    in surroundings: Surroundings
  ) throws -> CommandOutput {
    guard !address.isEmpty else { return failed("the address is empty", .usage) }
    do {
      let gateway = try Pushgateway(
        address,
        variables: surroundings.variables,
        tokenVariable: tokenVariable,
        transport: CurlTransport(variables: surroundings.variables),
        clock: SystemHostClock()
      )
      try gateway.replace(PushGroup(job: job, instance: instance, repo: repo), with: text)
      return CommandOutput(remarks: ["the Pushgateway at \(gateway.place) has the metrics"])
    } catch let obstacle as Pushgateway.Obstacle {
      guard case .variable = obstacle else { throw CommandFailure(obstacle.description, .usage) }
      return failed(obstacle.description, .usage)
    } catch let failure as PushFailure {
      return failed(failure.description, failure.mayPass ? .tryAgain : .inputOutput)
    }
  }

  /// What is said where nothing is pushed; with which status only where a failure counts.
  func failed(_ reason: String, _ status: CommandStatus) -> CommandOutput {
    CommandOutput(
      remarks: ["the metrics were not pushed: \(reason)"],
      status: strict ? status : .done
    )
  }
}
