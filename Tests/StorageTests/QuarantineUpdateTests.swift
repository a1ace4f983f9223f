import Foundation
import Storage
import TestModel
import TestSupport
import Testing

@Suite("How old the quarantine list is")
struct QuarantineUpdateTests {
  @Test("An update that changes nothing is kept, once, and what a person decides is no update")
  func keepsUpdates() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "h.sqlite").path(percentEncoded: false)
      let store = try HistoryStore(writingTo: path)
      #expect(try store.quarantineDecidedAt() == nil)
      let first = Timestamp(seconds: 1_800_000_000)
      try store.apply([], update: first)
      try store.apply([], update: first)
      #expect(try store.quarantineDecidedAt() == first)
      try store.apply([])
      #expect(try store.quarantineDecidedAt() == first)
      let later = first.adding(milliseconds: 86_400_000)
      try store.apply([], update: later)
      #expect(try store.quarantineDecidedAt() == later)
    }
  }
}
