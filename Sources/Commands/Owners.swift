import Foundation
import StatisticsCore
import TestModel

/// Who owns what, as the checkout says, with what people should know about it.
struct Owners {
  /// The largest CODEOWNERS file that is read, as on GitHub: 3 MB.
  private static let mostBytes = 3_000_000

  /// What the file says; none where there is none that can be read.
  private(set) var codeOwners: CodeOwners?
  /// Why it was not read, or nothing.
  private(set) var remarks: [String] = []

  /// Looks for a CODEOWNERS file where the checkout of the current folder begins; without a
  /// checkout, in the current folder and those above it.
  init(in surroundings: Surroundings) {
    let unsure: CodeOwners.Syntax? = surroundings.variables["GITLAB_CI"] == nil ? nil : .gitLab
    let places: [(name: String, syntax: CodeOwners.Syntax?)] = [
      (".github/CODEOWNERS", .gitHub), ("CODEOWNERS", unsure), ("docs/CODEOWNERS", unsure),
      (".gitlab/CODEOWNERS", .gitLab),
    ]
    for folder in foldersToSearch(from: surroundings.folder) {
      for place in places {
        let path = folder.appending(path: place.name).path(percentEncoded: false)
        guard let size = regularFileSize(path) else { continue }
        read(path, size: size, named: place.name, syntax: place.syntax)
        return
      }
    }
  }

  /// Who owns the file of a test; nobody where the report named none.
  func owners(of test: TestID) -> [String] { codeOwners?.owners(of: test.file) ?? [] }

  private mutating func read(
    _ path: String,
    size: Int,
    named name: String,
    syntax: CodeOwners.Syntax?
  ) {
    guard size <= Owners.mostBytes else {
      remarks = ["\(name) is over 3 MB and is not read; owners are unknown"]
      return
    }
    // The size may have grown since; what is read stays bounded.
    guard let file = FileHandle(forReadingAtPath: path),
      let data = try? file.read(upToCount: Owners.mostBytes)
    else {
      // An empty file has nothing to read, and no owners.
      if size > 0 { remarks = ["\(name) cannot be read; owners are unknown"] }
      return
    }
    codeOwners = CodeOwners(String(decoding: data, as: UTF8.self), syntax: syntax)
  }
}

/// The root of the checkout that holds a folder; without one, the folder and all above it.
private func foldersToSearch(from folder: String) -> [URL] {
  var folders = [URL(filePath: folder, directoryHint: .isDirectory).standardizedFileURL]
  while let last = folders.last, last.pathComponents.count > 1 {
    folders.append(last.deletingLastPathComponent())
  }
  let root = folders.first {
    FileManager.default.fileExists(atPath: $0.appending(path: ".git").path(percentEncoded: false))
  }
  return root.map { [$0] } ?? folders
}
