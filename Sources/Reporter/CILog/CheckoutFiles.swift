/// The files of a checkout that reports name.
public struct CheckoutFiles: Sendable, Hashable {
  /// The folder of the checkout, absolute.
  public var root: String
  /// The files that are there, relative to the root, by the names that reports give them.
  public var paths: [String: String]

  /// Creates files.
  public init(root: String = "", paths: [String: String] = [:]) {
    self.root = root
    self.paths = paths
  }

  /// Where a file is that a report names; none where the checkout does not have it.
  func place(_ file: String, line: Int? = nil) -> CILogAnnotation.Place? {
    paths[file].map { CILogAnnotation.Place(root: root, path: $0, line: line) }
  }
}

/// Whether a path stays within the repository and is one line: reports of strangers name any.
public func isRepositoryPath(_ path: String) -> Bool {
  !path.isEmpty && !path.hasPrefix("/") && !path.split(separator: "/").contains("..")
    && path.unicodeScalars.allSatisfy { isVisible($0) }
}
