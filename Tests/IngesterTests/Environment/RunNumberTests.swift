import Ingester
import Testing

@Suite("What tells a run of a pipeline from its other runs")
struct RunNumberTests {
  @Test("A provider's count of runs is taken, the same for all jobs")
  func counts() {
    let github = ["GITHUB_ACTIONS": "true", "GITHUB_RUN_ID": "99", "GITHUB_RUN_NUMBER": "17"]
    #expect(runNumberInEnvironment(github) == "17")
    let nodes = ["1", "2"].map {
      runNumberInEnvironment([
        "GITLAB_CI": "true", "CI_PIPELINE_ID": "7001", "CI_PIPELINE_IID": "12",
        "CI_NODE_INDEX": $0, "CI_JOB_ID": "8\($0)",
      ])
    }
    #expect(nodes == ["12", "12"])
  }

  @Test("Where nothing counts, the pipeline's ID stands for it, and is no count")
  func identifies() {
    let circle = ["CIRCLECI": "true", "CIRCLE_PIPELINE_ID": "a-b", "CIRCLE_BUILD_NUM": "5"]
    #expect(runNumberInEnvironment(circle) == "pipeline a-b")
    #expect(runNumberInEnvironment(["TF_BUILD": "True", "BUILD_BUILDID": "321"]) == "pipeline 321")
    #expect(runNumberInEnvironment(["HOME": "/"]) == nil)
  }

  @Test("The user's own word beats the provider's")
  func isOverridden() {
    let variables = ["GITHUB_ACTIONS": "true", "GITHUB_RUN_NUMBER": "17", "EVENKEEL_PIPELINE": "4"]
    #expect(runNumberInEnvironment(variables) == "4")
  }
}
