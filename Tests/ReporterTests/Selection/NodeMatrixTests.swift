import Foundation
import Reporter
import Testing

@Suite("Matrices of nodes")
struct NodeMatrixTests {
  static let nodes = [
    PlannedNode(index: 0, total: 2, seconds: 61.50049, items: 40),
    PlannedNode(index: 1, total: 2, seconds: 60, items: 1),
  ]

  @Test("GitHub's is one line of JSON")
  func github() throws {
    let matrix = githubMatrix(Self.nodes)
    #expect(
      matrix.text
        == #"{"include":[{"index":0,"items":40,"seconds":61.5,"total":2},"#
        + #"{"index":1,"items":1,"seconds":60,"total":2}]}"# + "\n"
    )
    #expect(matrix.warnings.isEmpty && matrix.isRunnable)
  }

  @Test("GitLab's is a child pipeline")
  func gitlab() {
    let pipeline = gitlabChildPipeline(
      Self.nodes,
      job: "unit: tests",
      extending: ".tests",
      from: "ci/tests.yml"
    )
    #expect(
      pipeline.text == """
        include:
          - local: "ci/tests.yml"

        "unit: tests":
          extends: ".tests"
          parallel:
            matrix:
              # 40 items, 61.5 s expected
              - EVENKEEL_NODE_INDEX: "0"
                EVENKEEL_NODE_TOTAL: "2"
              # 1 item, 60.0 s expected
              - EVENKEEL_NODE_INDEX: "1"
                EVENKEEL_NODE_TOTAL: "2"

        """
    )
    #expect(pipeline.warnings.isEmpty)
  }

  @Test("Too many nodes for the host, none at all, and idle ones are warned of")
  func limits() {
    func nodes(_ count: Int, items: Int = 1) -> [PlannedNode] {
      (0..<count).map { PlannedNode(index: $0, total: count, seconds: 1, items: items) }
    }
    #expect(githubMatrix(nodes(256)).warnings.isEmpty)
    #expect(githubMatrix(nodes(257)).warnings.count == 1)
    #expect(gitlabChildPipeline(nodes(200)).warnings.isEmpty)
    #expect(gitlabChildPipeline(nodes(201)).warnings.count == 1)
    #expect(githubMatrix(nodes(3, items: 0)).warnings == ["3 nodes of 3 have nothing to run"])
    #expect(!githubMatrix([]).isRunnable && githubMatrix([]).text == "{\"include\":[]}\n")
    #expect(!gitlabChildPipeline([]).isRunnable)
  }
}
