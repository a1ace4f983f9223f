import ArgumentParser
import Foundation
import Ingester
import Reporter
import TestModel

/// How a command writes in the log of a CI.
enum CILogChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, never, github, gitlab, azure, teamcity, buildkite
}

extension CommonOptions {
  /// How the log of the job is written that runs this command; none where it runs in no CI that
  /// reads it, or is not to be written for it.
  func ciLog(in surroundings: Surroundings) -> CILogSyntax? {
    switch ciLog {
    case .never: nil
    case .github, .gitlab, .azure, .teamcity, .buildkite: CILogSyntax(rawValue: ciLog.rawValue)
    case .auto:
      switch surroundings.jobRun.provider {
      case "github", "gitea", "forgejo": .github
      case "gitlab": .gitlab
      case "azure": .azure
      case "teamcity": .teamcity
      case "buildkite": .buildkite
      default: nil
      }
    }
  }
}

extension CheckoutFiles {
  /// Looks for files in the checkout of this job.
  ///
  /// Reports of a job that works in a folder of the checkout name files from there, and a CI wants
  /// them from the checkout's own. Reports of strangers name any file: only those that are there, and
  /// within the checkout, have a place.
  ///
  /// - Parameter files: the files that reports name.
  init(_ files: some Sequence<String>, in surroundings: Surroundings) {
    let folder = standardized(surroundings.folder)
    let root = checkoutFolders(in: surroundings.variables).first.map(standardized) ?? folder
    var paths: [String: String] = [:]
    for file in Set(files) where isRepositoryPath(file) {
      let candidates = [folder, root].map { standardized($0 + "/" + file) }
      guard let found = candidates.first(where: { regularFileSize($0) != nil }),
        found.hasPrefix(root + "/")
      else {
        continue
      }
      paths[file] = String(found.dropFirst(root.count + 1))
    }
    self.init(root: root, paths: paths)
  }
}

/// A path without `.` and `..`, and without a slash at its end.
private func standardized(_ path: String) -> String {
  (path as NSString).standardizingPath
}
