import Foundation
import Reporter
import StatisticsCore
import Testing

@Suite("The JSON of a verification")
struct VerificationDocumentTests {
  @Test("It holds every finding under the keys that were promised")
  func findings() throws {
    let text = try jsonText(VerificationDocument(VerificationTextTests.broken), pretty: false)
    let plan = VerificationTextTests.plan.id
    #expect(
      text == """
        {"actual_makespan_seconds":11,"caught":[],"copies":0,"defects":[{"kind":"broken_off","node":0,\
        "report":"1.xml"},{"kind":"rejected","reason":"it is empty","report":"2\\u001b[2J.xml"}],\
        "expected_empty":[],"is_proved":false,"mean_error":0.1429,"misplaced":[{"name":"e.py","node":0,\
        "planned_node":1}],"missing":[{"is_skipped_elsewhere":false,"name":"b.py","node":0}],"names":5,\
        "nodes":[{"actual_seconds":11,"extra":3,"index":0,"missing":1,"names":2,"predicted_seconds":4,\
        "ran":1,"reports":2},{"actual_seconds":4,"extra":0,"index":1,"missing":0,"names":3,\
        "predicted_seconds":6,"ran":2,"reports":1}],"plan":"\(plan)",\
        "predicted_makespan_seconds":6,"repeated":[{"name":"c.py","nodes":[0,1],"reports":[]}],\
        "rerun":[],"schema_version":1,"silent_nodes":[],"skipped_only":[],"strays":[{"name":"new.py",\
        "nodes":[0],"reports":[]}],"unplaced":{"actual_seconds":0,"ran":0,"reports":[]},\
        "worst_estimates":[{"actual_seconds":3,"name":"a.py","node":0,"predicted_seconds":2}]}

        """
    )
  }

  @Test("What is not known is left out")
  func unknown() throws {
    let plan = VerificationTextTests.plan([["a"]], coveredNames: 0)
    let text = try jsonText(
      VerificationDocument(verify(plan, reports: [VerificationTextTests.report("r", ["a"])])),
      pretty: false
    )
    #expect(text.contains("\"is_proved\":true") && !text.contains("predicted"))
    #expect(!text.contains("mean_error"))
  }
}
