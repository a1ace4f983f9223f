import TestModel

extension CIProvider {
  /// Xcode Cloud, which tells the repository's name for pull requests only.
  static let xcodeCloud = CIProvider(
    name: "xcode_cloud",
    isPresent: {
      $0.isTrue("CI_XCODE_CLOUD") || $0.hasAny("CI_XCODE_PROJECT", "CI_XCODEBUILD_ACTION")
    },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["CI_PULL_REQUEST_TARGET_REPO", "CI_PULL_REQUEST_SOURCE_REPO"]
      run.branch = branchName(
        variables["CI_PULL_REQUEST_SOURCE_BRANCH", "CI_BRANCH", "CI_GIT_REF"]
      )
      run.commit = variables["CI_PULL_REQUEST_SOURCE_COMMIT", "CI_COMMIT"]
      run.pr = variables.number("CI_PULL_REQUEST_NUMBER")
      run.pipeline = variables["CI_BUILD_ID", "CI_BUILD_NUMBER"]
      run.workflow = variables["CI_WORKFLOW"]
      run.job = variables["CI_TEST_PLAN", "CI_XCODEBUILD_ACTION"] ?? run.workflow
      run.variant = joined(
        [
          variables["CI_TEST_DESTINATION_DEVICE_TYPE"] ?? variables["CI_PRODUCT_PLATFORM"],
          variables["CI_TEST_DESTINATION_RUNTIME"],
        ],
        by: " "
      )
      run.url = variables["CI_BUILD_URL"]
      return run
    },
    checkoutVariables: ["CI_PRIMARY_REPOSITORY_PATH"]
  )
}
