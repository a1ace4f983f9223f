public import TestModel

/// A duration as people read it: `850 ms`, `12.4 s`, `3 min 20 s`, `2.5 h`.
public func humanDuration(_ duration: Microseconds) -> String {
  let milliseconds = duration.count / 1000 + (duration.count % 1000 >= 500 ? 1 : 0)
  if milliseconds == 0 { return "0 s" }
  if milliseconds < 1000 { return "\(milliseconds) ms" }
  if milliseconds < 59_950 { return tenths((milliseconds + 50) / 100) + " s" }
  let seconds = (milliseconds + 500) / 1000
  if seconds < 3600 {
    return seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds / 60) min \(seconds % 60) s"
  }
  return tenths((seconds + 180) / 360) + " h"
}

/// A number of tenths with one decimal: `12.4`, or `12` when the decimal is 0.
private func tenths(_ number: Int64) -> String {
  let whole = grouped(Int(number / 10))
  return number % 10 == 0 ? whole : "\(whole).\(number % 10)"
}
