import TestModel
import Testing

@Suite("Jenkins's environment")
struct JenkinsTests {
  static let examples = [
    ProviderExample(
      "a push in a multibranch pipeline: the branch is no part of the job",
      [
        "JENKINS_URL": "https://ci.acme.org/", "BUILD_ID": "12", "BUILD_NUMBER": "12",
        "BUILD_TAG": "jenkins-shop-main-12", "JOB_NAME": "acme/shop/feature%2Fx",
        "BRANCH_NAME": "feature/x", "GIT_URL": "https://u:p@github.com/acme/shop.git",
        "GIT_COMMIT": "abc", "STAGE_NAME": "Unit", "NODE_NAME": "agent-3",
        "BUILD_URL": "https://user:secret@ci.acme.org/job/12/",
      ]
    ) {
      $0.provider = "jenkins"
      $0.repo = "acme/shop"
      $0.branch = "feature/x"
      $0.commit = "abc"
      $0.pipeline = "jenkins-shop-main-12"
      $0.workflow = "acme/shop"
      $0.job = "Unit"
      $0.jobID = "jenkins-shop-main-12/Unit"
      $0.runner = "agent-3"
      $0.url = "https://ci.acme.org/job/12/"
    },
    ProviderExample(
      "a pull request of a multibranch pipeline, in a stage that Jenkins adds",
      [
        "JENKINS_URL": "https://ci/", "BUILD_ID": "3", "JOB_NAME": "shop/PR-17",
        "BRANCH_NAME": "PR-17", "CHANGE_ID": "17", "CHANGE_BRANCH": "x", "GIT_COMMIT": "abc",
        "STAGE_NAME": "Declarative: Post Actions",
      ]
    ) {
      $0.provider = "jenkins"
      $0.branch = "x"
      $0.commit = "abc"
      $0.pr = 17
      $0.pipeline = "3"
      $0.workflow = "shop"
      $0.job = "shop"
      $0.jobID = "3"
    },
    ProviderExample(
      "a pull request's merge in a matrix job, retried by Naginator",
      [
        "JENKINS_URL": "https://ci/", "BUILD_NUMBER": "8", "JOB_NAME": "shop/JDK=21,label=linux",
        "GIT_BRANCH": "origin/pr/17/merge", "ghprbPullId": "17", "ghprbActualCommit": "head",
        "ghprbSourceBranch": "x", "GIT_COMMIT": "merge", "NAGINATOR_COUNT": "1",
      ]
    ) {
      $0.provider = "jenkins"
      $0.branch = "x"
      $0.commit = "head"
      $0.mergeCommit = "merge"
      $0.pr = 17
      $0.pipeline = "8"
      $0.workflow = "shop"
      $0.job = "shop"
      $0.jobID = "8"
      $0.variant = "JDK=21,label=linux"
      $0.attempt = 2
    },
    ProviderExample(
      "the primary branch",
      [
        "JENKINS_URL": "https://ci/", "BUILD_NUMBER": "8", "JOB_NAME": "nightly",
        "GIT_BRANCH": "origin/trunk", "BRANCH_IS_PRIMARY": "true",
      ]
    ) {
      $0.provider = "jenkins"
      $0.branch = "trunk"
      $0.defaultBranch = "trunk"
      $0.pipeline = "8"
      $0.workflow = "nightly"
      $0.job = "nightly"
      $0.jobID = "8"
    },
  ]

  @Test("Its variables are read", arguments: examples)
  func reads(example: ProviderExample) { example.check() }
}
