/// What the report says beside its tables.
enum ReportWords {
  static let opening = """
    # Evaluation of the analysis of flakiness

    `Benchmarks/evaluate --output reports` writes this page; the same code writes the same page.
    Numbers in brackets are the counts behind a share. A dash stands where there is nothing to
    count.

    ## Simulated histories

    Each seed is a history of its own; what is true in it is known. The analysis gets what the ingest
    would record, looks at the last \(evaluatedDays) days, and is asked how things stand at the end.
    The numbers are sums over the seeds.

    """

  static let lists = """
    ### The list of flaky tests

    - Flaky is a test that fails now and then on unchanged code at the end of the history, or depends
      on the order of tests. A test of which this became untrue less than
      \(TestTruth.cleanExecutionsOfFixed) clean executions ago, that is gone, or that is flaky and
      broken as well, is excused: calling it flaky is neither right nor wrong.
    - Precision: of the tests of the verdict `flaky`, those that are. Recall: of the flaky tests that
      failed for that reason at least twice (once) in the window, those of the verdict `flaky`. F1 is
      of precision and recall ≥ 2.
    - Rate interval: of those found, the tests whose 90 % interval holds the true mean rate of what
      they ran while flaky. Onset range: of those found that became flaky in the window, the tests
      whose range of commits holds the true one.

    """

  static let probabilities = """
    ### The probabilities

    Brier: the mean squared miss. ECE: the expected calibration error over ten bins. Both over all
    tests that failed in the window, and again over those that failed for another reason than an
    outage. Quarantine: the tests that qualify for it without being asked about.

    """

  static let outages = """
    ### Outages

    Found is an outage that made \(OutageScore.fewestTests) tests or more fail and half of whose
    tests are in the outages that are told for its job runs. False is one that is told and fewer than
    half of whose tests an outage made fail.

    """

  static let order = """
    ### Order dependence

    Of the tests that depend on the order of others and failed \(OrderScore.fewestFailures) times or
    more, those that are recognized as such, and those whose polluter or setter is at one of the first
    three places, or among the first three tests. Tests that no order tells apart share a place: where
    files are shuffled, as they are in all other tables, the tests of a file stay together; where tests
    are, one by one, each can be told from each. Precision: of the tests that are said to depend on an
    order, those that do.

    """

  static let rules = """
    ## Published rules on the same histories

    Re-implemented from their descriptions; a threshold in hindsight is the best that anybody could
    choose who knows the truth. Columns of rates are recall of tests that failed once or more.

    """

  static func daily(seeds: UInt64) -> String {
    """
    ## From day to day

    Seeds 1 to \(seeds). The analysis is asked again and again, each time with what was known then.

    - Failures until found: of tests that flake at 3 to 10 %, how many failures of their own there
      were when they were first called flaky, before the next one.
    - Daily, at midnight: tests that came to the list or went from it, of all on it that day or the
      day before; tests that did so more than twice; the share of what is on the list that is flaky;
      tests that were on it on a day by which only outages had made them fail; the share of what is
      called regressed that is so.
    - Regressions: of the tests that failed on the first two commits of one, those that are called
      regressed once the jobs of the second have begun, and those whose range of commits holds the
      true one.

    """
  }

  static let real = """
    ## Real histories

    - dask/distributed, November 2021 to June 2023: the list of 90 days, at \(DaskScore.cutoffs)
      moments, against the 90 days after. Flaky is what failed and then passed in a later run of the
      same job at the same commit in those; job runs of ten failures or more are left out. Tests that
      did not flake again count as false, however flaky they are. The outcomes of passing tests are
      known only for tests that failed within weeks.
    - Tests that ran alone 4,000 times at one commit (Lam et al., ISSRE 2020): what is said after the
      first runs, of four stretches of them, against the rate of all.
    - FlakeFlagger's rates (Alshammari et al., ICSE 2021): runs are drawn with the rates of 10,000
      real ones, on 200 commits, each failed run rerun once. What always failed is in it.
    - Histories whose failures are nearly all regressions: how many tests are called flaky at any
      time, looking at 28 days every 14. Few is right; nobody knows the truth.

    """
}
