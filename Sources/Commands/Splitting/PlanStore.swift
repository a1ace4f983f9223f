import Foundation
import Reporter
import StatisticsCore

/// Where frozen plans are found: in the file that is named, or by their ID beside the history.
struct PlanStore {
  private let folder: String
  private let surroundings: Surroundings

  init(_ common: CommonOptions, in surroundings: Surroundings) {
    self.surroundings = surroundings
    let history = URL(filePath: surroundings.absolute(common.historyPath(in: surroundings)))
    folder = history.deletingLastPathComponent().appending(path: "plans").path(
      percentEncoded: false
    )
  }

  /// The plan at a path or of an ID; none where there is neither.
  ///
  /// - Throws: `CommandFailure` where the file is no plan.
  func plan(_ named: String) throws -> SplitPlan? {
    let kept = isPlanID(named) ? [path(of: named)] : []
    for path in [surroundings.absolute(named)] + kept {
      guard let data = FileManager.default.contents(atPath: path) else { continue }
      do {
        return try PlanDocument.plan(from: data)
      } catch {
        throw CommandFailure("\(named) \(error.description)", .unusableInput)
      }
    }
    return nil
  }

  /// Keeps a plan under its ID.
  func keep(_ text: String, id: String) throws {
    _ = try surroundings.deliver(text, to: path(of: id))
  }

  private func path(of id: String) -> String { "\(folder)/\(id).json" }
}

/// Whether a text may be the ID of a plan.
func isPlanID(_ text: String) -> Bool {
  text.utf8.count == 16
    && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
}
