extension Setting {
  /// The keys of splitting: of the commands beneath `tests`.
  static let tests: [Setting] = weights + constraints + selections + queue + plans

  private static let weights: [Setting] = [
    ofSplits("split_by", .single(.choice(SplitBy.self))),
    ofSplits("timings_type", .single(.choice(TimingsType.self))),
    ofSplits("time_default", .single(.span)),
    ofSplits("timings_file", .path),
    ofSplits("require_timings", .single(.share)),
    ofSplits("exclude_quarantined", .flag),
  ]

  private static let constraints: [Setting] = [
    ofSplits("keep_together", .list(.text)),
    ofSplits("isolate", .list(.text)),
    ofSplits("by_file", .flag),
    ofSplits("bias", .single(.argument(NodeSpans.self, "spans by node, such as 0=20s,2=-5s"))),
    ofSplits("speed", .single(.argument(NodeSpeeds.self, "speeds by node, such as 0=1.5,3=0.8"))),
    ofSplits("stable", .single(.share)),
  ]

  private static let selections: [Setting] = [
    setting(
      "tests.output_format",
      .single(.choice(SelectionFormatArgument.self)),
      TestsSplit.self
    ),
    setting("tests.if_empty", .single(.choice(IfEmpty.self)), TestsSplit.self),
    setting("tests.placeholder", .single(.text), TestsSplit.self),
    setting("tests.catch_all", .flag, TestsSplit.self, TestsRun.self, TestsVerify.self),
    setting("tests.show_counts", .flag, TestsSplit.self, TestsRun.self),
  ]

  private static let queue: [Setting] = [
    setting("tests.queue", .path, TestsRun.self),
    setting(
      "tests.lease",
      .single(.span(in: QueueOptions.leases, "a span of time from 0.3s to 1h")),
      TestsRun.self
    ),
    setting("tests.min_batch", .single(.span), TestsRun.self),
  ]

  private static let plans: [Setting] = [
    setting("tests.target", .single(.span), TestsPlan.self, yields: ["total"]),
    setting("tests.max", .single(.count(1...SplitNode.mostNodes)), TestsPlan.self),
    setting("tests.overhead", .single(.span), TestsPlan.self),
    setting("tests.expect_empty", .list(.text), TestsVerify.self),
  ]

  private static func ofSplits(_ name: String, _ kind: Kind) -> Setting {
    setting(
      "tests.\(name)",
      kind,
      TestsSplit.self,
      TestsRun.self,
      TestsPlan.self,
      TestsExplain.self
    )
  }
}
