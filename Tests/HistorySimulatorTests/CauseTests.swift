import HistorySimulator
import Testing

/// What ran agrees with the truth.
@Suite struct CauseTests {
  let demo = SimulatedWorlds.demo

  @Test func healthyTestsFailForOutsideCausesOnly() {
    for failure in demo.failures
    where demo.truth.tests[failure.execution.test].kinds.contains(.healthy) {
      switch failure.attempt.cause {
      case .none, .flake, .order, .variant:
        Issue.record("\(failure.execution.identity.name) failed by itself")
      case .regression, .pullRequest, .outage: break
      }
    }
  }

  @Test func regressionsFailEveryTimeInTheirRangeAndNeverOutside() {
    for (index, regression) in demo.truth.regressions.enumerated() {
      for run in demo.runs {
        let isInRange = regression.range.contains(run.pipeline.mainPosition)
        for execution in run.cases where regression.tests.contains(execution.test) {
          let causes = execution.attemptCauses
          if isInRange, execution.outcome != .skipped { #expect(execution.isRed) }
          if !isInRange { #expect(!causes.contains(.regression(index))) }
        }
      }
    }
  }

  @Test func pullRequestsBreakTheirOwnPushesOnly() {
    for breakage in demo.truth.pullRequestBreakages {
      for run in demo.runs {
        for execution in run.cases where breakage.tests.contains(execution.test) {
          if breakage.breaks(run.pipeline), execution.outcome != .skipped {
            #expect(execution.isRed)
          } else {
            #expect(!execution.attemptCauses.contains(.pullRequest(breakage.pullRequest)))
          }
        }
      }
    }
  }

  @Test func outagesStayInTheirTimeAndTests() {
    for failure in demo.failures {
      guard case .outage(let index) = failure.attempt.cause else { continue }
      #expect(demo.truth.outages[index].contains(failure.run.startedAt))
      #expect(demo.truth.outages[index].tests.contains(failure.execution.test))
    }
  }

  @Test func victimsFailExactlyAfterTheirPolluters() {
    for run in demo.runs {
      for (place, execution) in run.cases.enumerated() {
        guard let polluter = demo.truth.tests[execution.test].polluter else { continue }
        let isPolluted = run.cases[..<place].contains { $0.test == polluter }
        let fails = execution.attemptCauses.contains(.order)
        let isHitByOutage = demo.truth.outages.contains { $0.contains(run.startedAt) }
        #expect(fails == isPolluted || isHitByOutage)
      }
    }
  }

  @Test func variantBreakagesAreRedOnTheirVariantOnly() {
    for failure in demo.failures where failure.attempt.cause == .variant {
      let breakage = demo.truth.tests[failure.execution.test].variantBreakage
      #expect(breakage?.variant == failure.run.variant)
      #expect(breakage?.range.contains(failure.run.pipeline.mainPosition) == true)
    }
  }

  @Test func testsRunInTheirLifetimeOnly() {
    for run in demo.runs {
      for execution in run.cases {
        let lifetime = demo.truth.tests[execution.test].lifetime
        #expect(lifetime.contains(run.pipeline.mainPosition))
      }
    }
  }

  @Test func jobRunsAreRedWhenAnExecutionIsOrTheyDied() {
    for run in demo.runs {
      let isRed = run.cases.contains(where: \.isRed) || run.report != .complete
      #expect((run.status == .failed) == isRed)
    }
  }
}
