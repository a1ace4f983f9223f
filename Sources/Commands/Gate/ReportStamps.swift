import Foundation
import Ingester

/// What the files were that reports may be written to, before a command ran.
///
/// A file's time alone does not tell whether the command wrote it: the clocks of file systems lag
/// behind by some milliseconds, and the report of the step before may be as young as that.
struct ReportStamps {
  /// What changes when a file is written.
  private struct Stamp: Hashable {
    var device, inode: UInt64
    var size: Int64
    var written, changed: Int64
  }

  /// By how much the clocks of this machine and of the file system may differ, in nanoseconds.
  private static let tolerance: Int64 = 2_000_000_000

  private let stamps: [String: Stamp]
  private let start: Int64

  /// Looks at all files that the paths lead to now; most lead to nothing before the tests ran.
  init(of paths: [String], in surroundings: Surroundings) {
    var stamps: [String: Stamp] = [:]
    for path in paths {
      for file in (try? findReports([path], in: surroundings.folder)) ?? [] {
        let absolute = surroundings.absolute(file.path)
        stamps[absolute] = ReportStamps.stamp(of: absolute)
      }
    }
    self.stamps = stamps
    start = Int64(Date().timeIntervalSince1970 * 1e9)
  }

  /// Whether a file, named by its absolute path, was written since.
  func isFresh(_ path: String) -> Bool {
    guard let stamp = ReportStamps.stamp(of: path) else { return false }
    return stamp != stamps[path] && stamp.written >= start - ReportStamps.tolerance
  }

  private static func stamp(of path: String) -> Stamp? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
    let times = (status.st_mtimespec, status.st_ctimespec)
    #else
    let times = (status.st_mtim, status.st_ctim)
    #endif
    return Stamp(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      inode: UInt64(status.st_ino),
      size: Int64(status.st_size),
      written: nanoseconds(times.0),
      changed: nanoseconds(times.1)
    )
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
