import Formats
import Ingester
import StatisticsCore
import TestModel

/// Reads reports for a verification.
struct RunReportReader {
  /// Whether each case is a unit of its own.
  let byCase: Bool
  /// The folders under which absolute source paths are made relative.
  let checkoutFolders: [String]

  /// The reports of all files; what is no report and was not named is passed over.
  func reports(of found: ReportsOfNodes) throws -> [RunReport] {
    var reports = found.rejected.map { report($0.file, node: $0.node) }
    for file in found.files {
      let rejected = try forEachReport(ofFile: file.path) { entry in
        let isNamed = !file.isWalked && entry.name == file.path
        guard entry.hasKnownFormat || isNamed else { return }
        if let report = try report(entry, node: file.node) { reports.append(report) }
      }
      reports += rejected.map { report($0, node: file.node) }
    }
    return reports
  }

  /// A report as it was read; none where it holds other tools' timings, or findings of linters.
  private func report(_ entry: ReportEntry, node: Int?) throws -> RunReport? {
    let builder = RunReportBuilder(byCase: byCase)
    let rules = IdentityRules(normalizedPath: { [checkoutFolders] path in
      normalizedPath(path, checkoutFolders: checkoutFolders)
    })
    do {
      let summary = try entry.read(rules: rules) { builder.add($0) }
      guard !summary.isTimingsOnly, !summary.isCheck else { return nil }
      return RunReport(
        name: entry.name,
        node: node,
        digest: entry.digest,
        defect: summary.isTruncated ? .brokenOff : nil,
        units: builder.units
      )
    } catch let error as ReportError {
      let rejected = RejectedFile(file: entry.name, line: error.line, reason: error.description)
      return report(rejected, node: node)
    }
  }

  private func report(_ rejected: RejectedFile, node: Int?) -> RunReport {
    let place = rejected.line.map { "\(rejected.file):\($0)" } ?? rejected.file
    return RunReport(name: place, node: node, defect: .rejected(reason: rejected.reason))
  }
}
