import TestModel

extension FlakeCause.Kind {
  /// What is compared before the kind is named, and by which statistic, as a sentence for reports.
  public var definition: String {
    switch self {
    case .orderDependence:
      "For each test that ran before it on the same node: whether it ran before in the runs in "
        + "which the test failed and not in those in which it passed, or the other way round "
        + "(Fisher's exact test, times the number of candidates and directions)."
    case .timing:
      "Whether failing first attempts took longer than passing ones of the same job and variant "
        + "(rank sums, and how many failures took longer than every pass), or its messages speak "
        + "of a wait that ran out."
    case .slowHost:
      "Whether it fails more on one host, two, or a class of hosts than its runs there explain "
        + "(Fisher's exact test), or other tests of the same job run took longer than usual when "
        + "it failed (rank sums)."
    case .timeOfDay:
      "Whether its failures fall into some hours, weekdays, or days at the ends of the month more "
        + "than its runs do (scan over windows by the hypergeometric tail, times the number of "
        + "windows), on several days, weeks or months."
    case .cluster:
      "Whether it fails in the same job runs as other flaky tests more often than both rates "
        + "explain (hypergeometric tail, times the number of other tests), grouped by the shares "
        + "of job runs that they have in common (Jaccard, average linkage); not where order "
        + "explains it."
    case .variant:
      "Whether nearly all failures are on one job and variant of several that run it (Fisher's "
        + "exact test, times their number)."
    case .concurrency:
      words("races, locks, threads, or of states that were not reached yet")
    case .network:
      words("connections, names that do not resolve, or services that do not answer")
    case .randomness:
      words("seeds, tolerances, or of orders that nobody promised")
    case .sharedState:
      words("files, ports, keys or locks that others hold")
    case .unknown:
      "Nothing of this passed the false discovery rate of 5 % over all tests and kinds."
    }
  }

  private func words(_ subject: String) -> String {
    "The messages of at least two of its flakes, or of all of them, speak of \(subject); the "
      + "strength is the share of its flakes that do."
  }
}
