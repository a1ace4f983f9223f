import Ingester
import TestModel

/// Finds the item of a split that a timing belongs to, though both may write its name differently.
struct ItemMatcher {
  private let type: TimingsType
  private let checkout: String
  private var exact: [String: String] = [:]
  /// By dotted name, the file; none where several files end alike.
  private var byDottedEnding: [String: String?] = [:]

  init(_ items: [String], type: TimingsType, checkout: String) {
    self.type = type
    self.checkout = checkout
    for item in items {
      let key = type == .filename ? path(item) : item
      exact[key] = item
      if type == .filename { addDottedEndings(of: key, for: item) }
    }
  }

  /// The item; none where the timing belongs to none of them.
  func item(file: String, classname: String, name: String) -> String? {
    switch type {
    case .testname: exact[name] ?? exact["\(classname)::\(name)"] ?? exact["\(classname).\(name)"]
    case .classname: exact[classname]
    case .filename, .autodetect:
      file.isEmpty ? self.item(ofClass: classname) : exact[file] ?? self.item(ofClass: classname)
    }
  }

  /// By item, its time by other tools' timings, for the items that `known` does not have.
  ///
  /// A file's own time beats the sum of its classes.
  func times(
    of timings: [ReportedTiming],
    notIn known: [String: [Microseconds]]
  ) -> [String: Microseconds] {
    var times: [String: Microseconds] = [:]
    for timing in timings where timing.kind == kind {
      let name = timing.kind == .file ? path(timing.item) : timing.item
      guard let item = exact[name], known[item] == nil else { continue }
      times[item] = max(times[item] ?? .zero, timing.duration)
    }
    guard kind == .file else { return times }
    var sums: [String: Microseconds] = [:]
    for timing in timings where timing.kind == .classname {
      guard let item = item(ofClass: timing.item), known[item] == nil, times[item] == nil else {
        continue
      }
      sums[item, default: .zero] += timing.duration
    }
    return times.merging(sums) { own, _ in own }
  }

  /// The kind of timings that speak of the items themselves.
  private var kind: ReportedTiming.Kind {
    switch type {
    case .filename, .autodetect: .file
    case .classname: .classname
    case .testname: .testname
    }
  }

  private func path(_ file: String) -> String {
    normalizedPath(file, checkoutFolders: [checkout])
  }

  /// The file of a dotted class, as pytest and Java write it where they name no file:
  /// `tests.cart.test_totals.TestTotals` is in `tests/cart/test_totals.py`.
  private func item(ofClass classname: String) -> String? {
    var name = Substring(classname)
    while !name.isEmpty {
      if case let found? = byDottedEnding[String(name)] { return found }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      name = name[..<dot]
    }
    return nil
  }

  /// `src/test/java/com/acme/CartTest.java` ends in `com.acme.CartTest`; one part alone says too
  /// little, unless it is the whole path.
  private mutating func addDottedEndings(of path: String, for item: String) {
    let folder = path.split(separator: "/")
    guard let last = folder.last else { return }
    let stem = last.firstIndex(of: ".").map { last[..<$0] } ?? last
    let parts = folder.dropLast() + [stem]
    for start in parts.indices where start == 0 || parts.count - start >= 2 {
      let ending = parts[start...].joined(separator: ".")
      byDottedEnding[ending] =
        byDottedEnding[ending] == nil || start == 0 ? .some(item) : .some(nil)
    }
  }
}
