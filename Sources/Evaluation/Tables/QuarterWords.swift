import HistorySimulator

/// What stands around the tables of the quarters.
struct QuarterWords {
  let days: Int
  /// How many repositories there are of each difficulty.
  let seeds: UInt64

  var opening: String {
    """
    # Evaluation of quarantine and gate

    `Benchmarks/simulate-quarter --seeds \(seeds) --output reports` writes this page; the same code
    writes the same page. Numbers in brackets are the counts behind a share. A dash stands where
    there is nothing to count.

    Each seed is a repository of its own, of the difficulty that its name says, for four weeks in which
    nothing is quarantined and then for \(days) days. Three times on each of those, as a schedule would,
    the policy, as it is when nothing is set, is applied to the last 28 days. Each job run that is red
    after the job's own retries is judged by the gate with the list of that hour and with the job runs
    that had ended before it began. Tests in quarantine run, and their failures are excused or not. Flaky tests begin,
    change their rates, heal, are renamed and deleted throughout; regressions and pull requests break
    flaky tests on purpose, as those are all that a quarantine can excuse by mistake.

    "No words" is a history whose reports never say why a test failed: all failures look alike.

    """
  }

  var builds: String {
    """
    ## Builds that are red by flakes alone

    A build is a pipeline with the first attempt of each of its jobs: what people see before anybody
    runs a job again. It is red by flakes alone where it would be green if no test were flaky. Fall: by
    how much such builds became fewer, and the same of single job runs. The oracle knows every flaky
    test from its first flake on, and nothing else: no list is better. The published rule quarantines
    for good what passed and failed on one commit within 14 days, and excuses all of its failures.

    """
  }

  var entries: String {
    """
    ## What enters

    Not flaky: of the entries, those of tests that are not flaky at that moment; the policy's promise is
    0.010 at most. A test that is fixed for fewer than 30 executions, or is gone, is not counted as such.

    """
  }

  var releases: String {
    """
    ## What leaves

    Of the tests that stopped being flaky while they were in quarantine, or before they entered on what
    they had done, those that left by the end of the quarter, and after how many days and runs of
    theirs. The rule asks for clean runs that are 20 times as probable for a mended test as for one that
    flakes at its old rate. Flaky still: of all releases, those of tests that were not mended.

    """
  }

  var excuses: String {
    """
    ## What is broken and excused

    Main: failures of tests in quarantine by a regression of the default branch, or because it is broken
    on one variant, in job runs of any branch that began after the first failing run on the default
    branch had ended: those that were excused. Up to it, of all tests: nobody could know. Pull requests:
    builds of those that break tests, and were let through.

    """
  }
}

extension Quarter {
  /// What the tables call it.
  var name: String { preset.rawValue + (tellsWhy ? "" : ", no words") }
}
