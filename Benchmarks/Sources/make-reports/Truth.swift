/// What is in the reports that were written.
struct Truth {
  var bytes = 0
  var cases = 0
  var failed = 0
  var skipped = 0

  mutating func add(_ other: Truth) {
    bytes += other.bytes
    cases += other.cases
    failed += other.failed
    skipped += other.skipped
  }

  mutating func add(_ conduct: World.Conduct) {
    cases += 1
    switch conduct {
    case .fails: failed += 1
    case .isSkipped: skipped += 1
    case .passes, .prints: break
    }
  }

  var json: String {
    #"{"bytes":\#(bytes),"cases":\#(cases),"failed":\#(failed),"skipped":\#(skipped)}"#
  }
}
