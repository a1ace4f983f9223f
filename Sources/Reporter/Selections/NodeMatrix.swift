/// One node of a plan, as a matrix of jobs needs it.
public struct PlannedNode: Sendable, Hashable {
  /// The node, from 0.
  public var index: Int
  /// The number of nodes.
  public var total: Int
  /// The time that it is expected to take.
  public var seconds: Double
  /// The number of its items.
  public var items: Int

  /// Creates a node.
  public init(index: Int, total: Int, seconds: Double, items: Int) {
    self.index = index
    self.total = total
    self.seconds = seconds
    self.items = items
  }
}

/// GitHub's `strategy.matrix` of a plan's nodes, JSON in one line for `$GITHUB_OUTPUT`:
/// `{"include":[{"index":0,"items":40,"seconds":61.5,"total":8}]}`.
///
/// A job reads it with `matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}` and splits with
/// `--index ${{ matrix.index }} --total ${{ matrix.total }}`. GitHub makes 256 jobs of a matrix at
/// most, and fails where it has none.
public func githubMatrix(_ nodes: [PlannedNode]) -> Selection {
  let document = GitHubMatrix(
    include: nodes.map {
      GitHubMatrix.Node(
        index: $0.index,
        total: $0.total,
        seconds: rounded($0.seconds),
        items: $0.items
      )
    }
  )
  // The numbers are finite, and nothing else in the document can fail to be written.
  let text = (try? jsonText(document, pretty: false)) ?? "{\"include\":[]}\n"
  return Selection(
    lines: [String(text.dropLast())],
    warnings: matrixWarnings(nodes, most: 256, host: "GitHub"),
    isRunnable: !nodes.isEmpty
  )
}

/// The YAML of a GitLab child pipeline with a job for each of a plan's nodes.
///
/// Each job has `EVENKEEL_NODE_INDEX` and `EVENKEEL_NODE_TOTAL`, which `tests split` reads. GitLab makes
/// 200 jobs of a `parallel:matrix` at most.
///
/// - Parameters:
///   - nodes: the nodes.
///   - job: the name of the job.
///   - template: the job that it extends, which has the script.
///   - file: the file of the repository that the template is in; none where it comes otherwise.
public func gitlabChildPipeline(
  _ nodes: [PlannedNode],
  job: String = "tests",
  extending template: String = ".tests",
  from file: String? = nil
) -> Selection {
  var lines: [String] = []
  if let file { lines += ["include:", "  - local: \(yamlText(file))", ""] }
  lines += ["\(yamlText(job)):", "  extends: \(yamlText(template))", "  parallel:", "    matrix:"]
  for node in nodes {
    lines.append("      # \(plural(node.items, "item")), \(rounded(node.seconds)) s expected")
    lines.append("      - EVENKEEL_NODE_INDEX: \"\(node.index)\"")
    lines.append("        EVENKEEL_NODE_TOTAL: \"\(node.total)\"")
  }
  return Selection(
    lines: lines,
    warnings: matrixWarnings(nodes, most: 200, host: "GitLab"),
    isRunnable: !nodes.isEmpty
  )
}

private struct GitHubMatrix: Encodable {
  struct Node: Encodable {
    var index, total: Int
    var seconds: Double
    var items: Int
  }
  var include: [Node]
}

private func rounded(_ seconds: Double) -> Double {
  seconds.isFinite ? seconds.rounded(places: 3) : 0
}

/// JSON's text is YAML's text between double quotes.
private func yamlText(_ text: String) -> String {
  guard let json = try? jsonText(text, pretty: false) else { return "\"\"" }
  return String(json.dropLast())
}

private func matrixWarnings(_ nodes: [PlannedNode], most: Int, host: String) -> [String] {
  var warnings: [String] = []
  if nodes.isEmpty { warnings.append("there are no nodes, and \(host) takes no empty matrix") }
  if nodes.count > most {
    warnings.append(
      "\(host) makes \(most) jobs of a matrix at most, and this one has \(nodes.count)"
    )
  }
  let idle = nodes.count { $0.items == 0 }
  if idle > 0 { warnings.append("\(plural(idle, "node")) of \(nodes.count) have nothing to run") }
  return warnings
}
