import HistorySimulator
import TestModel
import Testing

/// Reports and tables name histories by preset and seed, so a preset may not change unnoticed.
@Suite struct OlderPresetsTests {
  @Test(
    "A preset gives the bytes that it always gave",
    arguments: [
      (SimulationPreset.small, "647f87feed7e0b19"), (.noReruns, "4f4d15126f10eb9f"),
      (.outages, "37a27b2ff0899c39"),
    ]
  )
  func bytes(preset: SimulationPreset, expected: String) {
    let history = simulateHistory(preset.settings, seed: 1)
    let texts = history.runs.flatMap { [manifestLine(of: $0), junitXML(of: $0)] }
    #expect(fingerprint(of: texts + [truthJSON(of: history)]) == expected)
  }
}
