/// What the report on splitting says beside its tables.
enum SplittingWords {
  static let opening = """
    # Splits measured on the next run

    `Benchmarks/score-estimates --output reports` writes this page; the same code writes the same
    page. Longest-first on the times it was given is near the bound everywhere and says nothing: here
    a plan is made from the runs up to one, and measured by the times of the next.

    - The figures are how much longer the longest node takes than in a plan that knows the next run,
      in the mean over the runs that are predicted. All plans are dealt longest first, so that they
      differ by their weights alone; each is the mean of eight whose weights are shaken by 1 %,
      since much of a single plan is luck.
    - Oracle / bound: the longest node of the plan that knows the next run, over the larger of the
      longest item and the share of a node.
    - There are ten items a node or more.
    - Last run, mean, median and p90 weigh an item without history like the mean of the others.

    """

  static let real = """
    ## Real suites

    Timings that public projects committed, by hand and at irregular times: weeks and other machines
    may lie between two versions. An entry that did not change was not measured; a version counts of
    which half or more was. The `pytorch` ones are rolling averages, smoother than one run. In
    `hypha` the first test of each process carries the set-up, a minute on another test each time.

    """

  static func hidden(seeds: UInt64) -> String {
    """
    ## Real suites with new files

    The last version of each suite of which half or more was measured, with a tenth of the items as
    new: their history is kept from the plans. \(seeds) draws each. Sizes are not known.

    """
  }

  static func simulated(seeds: UInt64) -> String {
    """
    ## Simulated suites

    1,000 files of lognormal times, σ 1.3, that go with folder and size, ten runs to plan from;
    2 % of the times are five times as long; \(seeds) seeds each. Noise is 25 % where nothing else
    is said.

    """
  }
}
