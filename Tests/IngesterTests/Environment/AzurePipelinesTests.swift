import TestModel
import Testing

@Suite("Azure Pipelines' environment")
struct AzurePipelinesTests {
  static let common = [
    "TF_BUILD": "True", "BUILD_REPOSITORY_NAME": "acme/shop", "BUILD_BUILDID": "321",
    "BUILD_DEFINITIONNAME": "ci", "SYSTEM_TEAMPROJECT": "Shop QA",
    "SYSTEM_COLLECTIONURI": "https://dev.azure.com/acme/", "SYSTEM_JOBID": "guid",
  ]
  static let results =
    "https://dev.azure.com/acme/Shop%20QA/_build/results?buildId=321&view=logs&j="

  static let examples = [
    ProviderExample(
      "a push, the second of three slices",
      common.merging([
        "BUILD_SOURCEBRANCH": "refs/heads/main", "BUILD_SOURCEVERSION": "abc",
        "SYSTEM_JOBDISPLAYNAME": "Unit Job2", "SYSTEM_JOBNAME": "Job2",
        "SYSTEM_PHASENAME": "unit", "SYSTEM_JOBPOSITIONINPHASE": "2",
        "SYSTEM_TOTALJOBSINPHASE": "3", "SYSTEM_JOBATTEMPT": "1", "AGENT_NAME": "a-1",
      ]) { $1 }
    ) {
      $0.provider = "azure"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "321"
      $0.workflow = "ci"
      $0.job = "Unit"
      $0.jobID = "guid"
      $0.nodeIndex = 1
      $0.nodeTotal = 3
      $0.attempt = 1
      $0.runner = "a-1"
      $0.url = results + "guid"
    },
    ProviderExample(
      "a pull request on GitHub, a leg of a matrix in its second attempt",
      common.merging([
        "BUILD_SOURCEBRANCH": "refs/pull/17/merge", "BUILD_SOURCEVERSION": "merge",
        "SYSTEM_PULLREQUEST_SOURCECOMMITID": "head", "SYSTEM_PULLREQUEST_PULLREQUESTID": "90210",
        "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER": "17", "SYSTEM_PULLREQUEST_SOURCEBRANCH": "x",
        "SYSTEM_JOBNAME": "Python312", "SYSTEM_JOBDISPLAYNAME": "Unit Python312",
        "SYSTEM_PHASEDISPLAYNAME": "Unit", "SYSTEM_JOBPOSITIONINPHASE": "2",
        "SYSTEM_TOTALJOBSINPHASE": "3", "SYSTEM_JOBATTEMPT": "1", "SYSTEM_STAGEATTEMPT": "2",
      ]) { $1 }
    ) {
      $0.provider = "azure"
      $0.repo = "acme/shop"
      $0.branch = "x"
      $0.commit = "head"
      $0.mergeCommit = "merge"
      $0.pr = 17
      $0.pipeline = "321"
      $0.workflow = "ci"
      $0.job = "Unit"
      $0.jobID = "guid/2"
      $0.variant = "Python312"
      $0.attempt = 2
      $0.url = results + "guid"
    },
    ProviderExample(
      "a pull request of Azure Repos in a job of its own",
      [
        "TF_BUILD": "True", "BUILD_REPOSITORY_URI": "https://u@dev.azure.com/acme/shop/_git/shop",
        "BUILD_SOURCEBRANCH": "refs/pull/5/merge", "BUILD_SOURCEVERSION": "merge",
        "SYSTEM_PULLREQUEST_PULLREQUESTID": "5", "SYSTEM_JOBNAME": "__default",
        "SYSTEM_JOBDISPLAYNAME": "Job", "SYSTEM_PULLREQUEST_SOURCEBRANCH": "refs/heads/x",
      ]
    ) {
      $0.provider = "azure"
      $0.repo = "acme/shop/_git/shop"
      $0.branch = "x"
      $0.mergeCommit = "merge"
      $0.pr = 5
      $0.job = "Job"
    },
  ]

  @Test("Its variables are read", arguments: examples)
  func reads(example: ProviderExample) { example.check() }
}
