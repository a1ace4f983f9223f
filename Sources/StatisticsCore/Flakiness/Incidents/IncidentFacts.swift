/// What is known of failures that have one cause, gathered to tell an outage from a change.
struct IncidentFacts {
  /// Positions of the failures.
  var members: [Int] = []
  /// The runs that were hit, by start, and the tests, ascending.
  var runs: [Int] = []
  var tests: [Int] = []
  /// The failures of tests that another attempt at the same code did not see fail, and those of
  /// which there was another attempt in another run.
  var contradicted = 0
  var repeated = 0
  /// How many pieces of code each test failed on, summed over the tests and by job and variant, and
  /// how many that would be if each failed on all that were hit.
  var hits = 0
  var possibleHits = 0
  /// The branches that were hit, without the default branch, and the commits on them.
  var otherBranches = 0
  var otherCommits = 0
  /// The commits of the default branch that were hit, and those in its time that were spared.
  var defaultCommits = 0
  var sparedDefaultCommits = 0
  /// Whether the default branch passed right before it.
  var passedBefore = false
  /// Whether the default branch passed right after it.
  var passedAfter = false
  /// The runs that were hit, and those between them, on the same branch and of the same tests,
  /// that were not.
  var sparedBetween = 0
  /// The runs of the same jobs on other branches in its time that were spared.
  var sparedOnOtherBranches = 0
  /// The failures of tests that ran on another variant at the same code, and those spared there.
  var onOtherVariants = 0
  var sparedOnOtherVariants = 0
  var pipelines = 0
  var jobs = 0
  var places = 0
  /// The share of the tests of their folder that were hit, where all are of one.
  var placeShare = 0.0
  /// How many hosts are known to have been hit; 0 when some run's is not known.
  var hosts = 0
  /// The runs of the hit streams on other hosts in its time that were spared.
  var sparedElsewhere = 0
  /// The most frequent signature and its share of the failures.
  var signature = -1
  var signatureShare = 0.0
  /// The failures in the hit runs over the tests executed in them.
  var intensity = 0.0
  /// How long it lasted, in hours.
  var hours = 0.0
  /// The runs in which half of the tests failed.
  var wholeRuns: [Int] = []
}
