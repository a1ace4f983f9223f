import Foundation
import TestModel
import TestSupport
import Testing

/// Other people's reports: they are read where they lie, and the tests are skipped where they do not.
@Suite("Reports of real producers", .enabled(if: RealReport.areHere))
struct RealReportsTests {
  @Test("Each comes out with the counts on which other readers agree, but for those listed")
  func countsAreThoseOfOthers() throws {
    var table = ProducerTable()
    for report in try RealReport.all() {
      let read = try? report.read()
      table.add(read)
      guard let agreed = report.agreed else { continue }
      let isException = RealReport.exceptions[report.path] != nil
      #expect((read?.counts == agreed) != isException, "\(report.path)")
    }
    if ProcessInfo.processInfo.environment["PRINT_PRODUCERS"] != nil { print(table.markdown) }
  }

  @Test("What is refused is refused with a sentence, and only what is no report")
  func refusesWithASentence() throws {
    var refused: Set<String> = []
    for report in try RealReport.all() {
      do {
        _ = try report.read()
      } catch {
        refused.insert(report.path)
        #expect("\(error)".contains(" "), "\(report.path)")
      }
    }
    #expect(refused.subtracting(RealReport.refused) == [])
  }

  @Test("Producers that the list is sure of are recognized")
  func recognizesProducers() throws {
    for report in try RealReport.all() {
      guard let producer = RealReport.producers[report.producer],
        let read = try? report.read(), !read.cases.isEmpty
      else { continue }
      #expect(read.summary.producer == producer, "\(report.path)")
    }
  }
}
