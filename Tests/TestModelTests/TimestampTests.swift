import TestModel
import Testing

@Test(
  "ISO 8601 moments are read in every form that reports use",
  arguments: [
    ("2026-10-23T08:41:52Z", "2026-10-23T08:41:52Z"),
    ("2026-10-23T08:41:52.123456Z", "2026-10-23T08:41:52.123Z"),
    ("2026-10-23T10:41:52+02:00", "2026-10-23T08:41:52Z"),
    ("2026-10-23T03:11:52-0530", "2026-10-23T08:41:52Z"),
    ("2026-10-23 08:41", "2026-10-23T08:41:00Z"),
    ("2026-10-23", "2026-10-23T00:00:00Z"),
    ("2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
  ]
)
func readsISO8601(text: String, expected: String) {
  #expect(Timestamp(iso8601: text)?.iso8601 == expected)
}

@Test(
  "What is no moment is refused",
  arguments: [
    "", "yesterday", "2026-13-01", "2026-02-30", "0001-01-01T00:00:00Z", "2026-10-23T08:41:52Q",
    "2026-10-23T", "2026-10-23T99:00:00Z",
  ]
)
func refusesNonsense(text: String) { #expect(Timestamp(iso8601: text) == nil) }

@Test("A written moment reads back as itself", arguments: 0..<200)
func roundTrips(seed: Int64) {
  let moment = Timestamp(milliseconds: seed * 987_654_321_987 % 4_000_000_000_000)
  #expect(Timestamp(iso8601: moment.iso8601) == moment)
}

@Test(
  "ISO weeks belong to the year of their Thursday",
  arguments: [
    ("2026-11-23", "2026-W48"), ("2026-11-22", "2026-W47"), ("2027-01-01", "2026-W53"),
    ("2025-12-29", "2026-W01"), ("2024-12-31", "2025-W01"), ("1970-01-01", "1970-W01"),
  ]
)
func namesWeeks(day: String, week: String) throws {
  let moment = try #require(Timestamp(iso8601: day))
  #expect(ISOWeek(containing: moment).name == week)
  let read = try #require(ISOWeek(week))
  #expect(read.start <= moment && moment < read.end)
  #expect(read.previous.end == read.start)
}

@Test(
  "Weeks that a year does not have are refused",
  arguments: ["2026-W54", "2025-W53", "2026-W00", "W12", "2026-12"]
)
func refusesWeeks(text: String) { #expect(ISOWeek(text) == nil) }

@Test("Sums of durations saturate, and milliseconds are rounded up")
func sumsDurations() {
  #expect(Microseconds(.max) + Microseconds(1) == Microseconds(.max))
  #expect(Microseconds(1).milliseconds == 1)
  #expect(Microseconds(1000).milliseconds == 1)
  #expect(Microseconds(1001).milliseconds == 2)
  #expect(Microseconds(seconds: .nan) == nil)
  #expect(Microseconds(seconds: -1) == nil)
  #expect(Microseconds(seconds: 1.5) == Microseconds(1_500_000))
}
