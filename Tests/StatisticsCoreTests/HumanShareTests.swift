import Testing

@testable import StatisticsCore

@Suite("Shares as people read them")
struct HumanShareTests {
  @Test(
    "Percentages have two digits that say something",
    arguments: [
      (0, "0 %"), (0.00001, "under 0.01 %"), (0.0004, "0.04 %"), (0.0035, "0.35 %"),
      (0.005, "0.5 %"), (0.01, "1 %"), (0.041, "4.1 %"), (0.04446, "4.4 %"), (0.0999, "10 %"),
      (0.1046, "10 %"), (0.12, "12 %"), (0.994, "99 %"), (0.9999, "over 99 %"), (1, "100 %"),
      (.nan, "0 %"), (-1, "0 %"), (.infinity, "100 %"),
    ]
  )
  func percentages(share: Double, text: String) { #expect(humanPercentage(share) == text) }

  @Test(
    "Probabilities have two digits",
    arguments: [
      (0, "0.00"), (0.001, "under 0.01"), (0.07, "0.07"), (0.5, "0.50"), (0.996, "over 0.99"),
      (1, "1.00"), (.nan, "0.00"),
    ]
  )
  func probabilities(number: Double, text: String) { #expect(humanProbability(number) == text) }

  @Test(
    "Times as long have one decimal",
    arguments: [
      (1.04, "1.0"), (1.96, "2.0"), (-1, "0.0"), (.nan, "0.0"), (.infinity, "1000000000.0"),
    ]
  )
  func decimals(number: Double, text: String) { #expect(oneDecimal(number) == text) }
}
