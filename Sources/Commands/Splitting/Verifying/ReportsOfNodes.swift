import Ingester
import Reporter

/// The reports that the arguments name, with the nodes that wrote them where the arguments say so.
struct ReportsOfNodes {
  struct File {
    var path: String
    var node: Int?
    /// Whether it was found in a folder, and not named.
    var isWalked: Bool
  }

  private(set) var files: [File] = []
  private(set) var rejected: [(file: RejectedFile, node: Int?)] = []
  private var groups: [ReportsOnCommandLine] = []

  /// Finds the reports.
  ///
  /// - Throws: `CommandFailure` where none is found, a node does not exist, or a file is said to be
  ///   of two nodes.
  init(_ arguments: [String], nodes: Int, in surroundings: Surroundings) throws {
    let named = try arguments.map { try ReportsOfNodes.named($0, nodes: nodes) }
    var nodeOfFile: [String: Int] = [:]
    // What is said of a file counts, whatever else leads to it.
    for (node, path) in named.filter({ $0.node != nil }) + named.filter({ $0.node == nil }) {
      let found = try ReportsOnCommandLine([path], in: surroundings)
      groups.append(found)
      rejected += found.rejected.map { ($0.rejection, node) }
      for file in found.files {
        guard let known = nodeOfFile[file] else {
          nodeOfFile[file] = node ?? -1
          files.append(File(path: file, node: node, isWalked: found.walked.contains(file)))
          continue
        }
        if let node, known != node {
          throw CommandFailure(
            "\(terminalText(file)) is named for node \(known) and for node \(node); name it once",
            .usage
          )
        }
      }
    }
    if files.isEmpty, let failure = groups.lazy.compactMap(\.onlyFailure).first { throw failure }
  }

  func removeSpooledInput() { for group in groups { group.removeSpooledInput() } }

  /// `3=reports/` is the reports of node 3; a file of that name is `./3=reports/`.
  private static func named(
    _ argument: String,
    nodes: Int
  ) throws -> (node: Int?, path: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let rest = argument[digits.endIndex...]
    guard !digits.isEmpty, rest.first == "=" else { return (nil, argument) }
    guard let node = Int(digits), node < nodes else {
      throw CommandFailure(
        "there is no node \(digits): the plan is for \(plural(nodes, "node")), numbered from 0",
        .usage
      )
    }
    return (node, String(rest.dropFirst()))
  }
}
