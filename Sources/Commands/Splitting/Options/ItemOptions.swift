import ArgumentParser
import Foundation

/// Which names are to be split, and how they are weighed.
struct ItemOptions: ParsableArguments {
  @Argument(help: "A file of names; standard input where none is given.") var file: String?
  @Flag(name: .customShort("0"), help: "Read and write names that end in NUL.") var nul = false
  @Option(
    help: "How to weigh: name, filesize or timings. Default: name; of plan and explain, timings."
  ) var splitBy: SplitBy?
  @Option(help: "What the names are: filename, classname, testname or autodetect.")
  var timingsType = TimingsType.autodetect
  @Option(help: "What a name without timings weighs, such as 10s. Default: as its folder and size.")
  var timeDefault: SpanArgument?
  @Option(help: "Timings in CircleCI's results.json, in the place of the history.")
  var timingsFile: String?
  @Option(help: "Fail when fewer names than this are covered by timings, such as 80%.")
  var requireTimings: ShareArgument?
  @Option(help: "Weigh by this job's timings. Default: from the CI provider's environment.")
  var job: String?
  @Option(help: "Weigh by this variant's timings. Default: from the CI provider's environment.")
  var variant: String?
  @Flag(
    inversion: .prefixedNo,
    help: "Leave out quarantined tests, and files of which every known test is quarantined."
  )
  var excludeQuarantined = false
  @Option(help: ArgumentHelp("Use the history as it was then (ISO 8601).", valueName: "time"))
  var asOf: MomentArgument?
}

/// What a split has to respect, and what it may prefer.
struct ConstraintOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Run all names that begin so on one node.", valueName: "prefix"))
  var keepTogether: [String] = []
  @Option(
    help: ArgumentHelp("Run names that begin so on a node of their own.", valueName: "prefix")
  )
  var isolate: [String] = []
  @Flag(
    inversion: .prefixedNo,
    help: """
      Keep the tests of a file on one node, unless they take over 70 % of a node's fair share; the \
      names are tests (file::test).
      """
  )
  var byFile = false
  @Option(help: "What nodes do beside their tests, such as 0=20s,2=-5s.") var bias: NodeSpans?
  @Option(help: "How fast nodes are, 1 being normal, such as 0=1.5,3=0.8.") var speed: NodeSpeeds?
  @Option(
    help: ArgumentHelp(
      """
      Leave names on the nodes that ran them last, as long as the longest node is at most this share \
      over the lower bound, such as 5%.
      """,
      valueName: "share"
    )
  )
  var stable: ShareArgument?
}

/// Which node of how many this is, on the command line.
struct NodeOptions: ParsableArguments {
  @Option(help: "This node, from 0. Default: from the CI provider's environment.") var index: Int?
  @Option(help: "The number of nodes. Default: from the CI provider's environment.") var total: Int?
  @Option(help: "This node and their number, from 1, such as 2/8.") var shard: ShardArgument?
}
