import TestModel
import Testing

@testable import Reporter
@testable import StatisticsCore

@Suite("What the verdicts mean")
struct VerdictDefinitionTests {
  @Test("The lines that texts tell are those of the analysis")
  func lines() {
    #expect(VerdictLines.failing == VerdictRules.failingProbability)
    #expect(VerdictLines.listed == VerdictRules.listedProbability)
    #expect(VerdictLines.stillFlaky == VerdictRules.stillFlakyProbability)
    #expect(VerdictLines.falseDiscoveries == VerdictRules.falseDiscoveryRate)
    #expect(VerdictLines.recovered == VerdictRules.recoveredProbability)
    #expect(VerdictLines.healthy == VerdictRules.healthyProbability)
  }

  @Test("The definitions tell the lines")
  func definitions() {
    #expect(Verdict.flaky.definition.contains("at most 5 % are expected to be wrong"))
    #expect(Verdict.recovered.definition.contains("with one under 10 %"))
  }
}
