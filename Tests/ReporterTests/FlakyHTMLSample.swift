import Reporter
@testable import StatisticsCore
import TestModel

/// A report such as a project of some size gets, with every section.
enum FlakyHTMLSample {
  private typealias Make = FlakyHTMLFixtures

  private static let runs: [RecordedJobRun] = (0..<80).map { index in
    Make.jobRun(
      Int64(index),
      hours: 3 + index * 8 + index * index % 7,
      branch: ["main", "main", "feature/checkout-v2", "renovate/all-minor-patch"][index % 4]
    )
  }

  private static func flakes(
    _ positions: some Sequence<Int>,
    _ signature: String?
  ) -> [FlakeEvidence] {
    positions.map {
      Make.flake(of: runs[$0], kind: $0 % 3 == 0 ? .rerun : .retry, signature: signature)
    }
  }

  static let flaky: [TestAssessment] = [
    Make.assessed(
      Make.test(1, "test_total_is_recomputed_after_coupon[EUR-percent]"),
      evidence: flakes(
        Array(stride(from: 2, to: 60, by: 4)) + Array(60..<73),
        "AssertionError: expected <n> items, got <n>"
      ),
      lost: 5130
    ),
    Make.assessed(
      Make.test(
        2,
        "shows the confirmation page within 2 s",
        classname: "Checkout > payment by card",
        file: "web/e2e/checkout.spec.ts"
      ),
      evidence: flakes(
        [30, 33, 41, 42, 55, 71, 79],
        "TimeoutError: locator.click: Timeout <n>ms exceeded. Call log: waiting for "
          + "getByRole('button', { name: 'Pay & continue' })"
      ),
      probability: 0.997,
      executions: 188,
      lost: 4380,
      streams: ["chromium", "firefox", "webkit", "mobile-chrome"].map {
        JobVariant(job: "e2e", variant: $0)
      }
    ),
    Make.assessed(
      Make.test(
        3,
        "shouldReleaseConnectionWhenTheClientDisconnectsWhileTheResponseIsBeingStreamed",
        classname: "com.acme.shop.inventory.connection.PooledConnectionLifecycleTest",
        file: "inventory/src/test/java/com/acme/shop/inventory/connection/"
          + "PooledConnectionLifecycleTest.java"
      ),
      evidence: flakes([65, 70, 74], "java.net.SocketException: Connection reset"),
      probability: 0.81,
      executions: 96,
      lost: 372
    ),
    Make.assessed(
      Make.test(4, "TestRateLimiter/burst", classname: "limiter", file: ""),
      evidence: flakes([12, 13], nil),
      probability: 0.56,
      executions: 1204,
      lost: 14,
      streams: []
    ),
  ]

  private static let others: [TestAssessment] = [
    Make.assessed(
      Make.test(10, "test_invoice_pdf_has_vat_line", file: "tests/billing/test_invoice.py"),
      .regressed,
      probability: 0.01,
      executions: 402,
      failures: 14
    ),
    Make.assessed(
      Make.test(11, "test_import_legacy_dump", file: "tests/admin/test_import.py"),
      .broken,
      probability: 0.01,
      executions: 80,
      failures: 80
    ),
    Make.assessed(
      Make.test(12, "test_unix_socket", file: "tests/net/test_socket.py"),
      .environment,
      probability: 0.01,
      executions: 160,
      failures: 80
    ),
    Make.assessed(
      Make.test(13, "test_session_expires", file: "tests/auth/test_session.py"),
      .recovered,
      evidence: flakes([1, 3, 4, 9], "KeyError: 'session'"),
      probability: 0.07
    ),
    Make.assessed(
      Make.test(14, "test_search_ranks_exact_match_first", file: "tests/search/test_rank.py"),
      .undecided,
      probability: 0.11,
      failures: 1
    ),
    Make.assessed(
      Make.test(15, "test_webhook_is_retried", file: "tests/hooks/test_retry.py"),
      .undecided,
      evidence: flakes([66], "ConnectionResetError"),
      probability: 0.34,
      failures: 1
    ),
  ]

  private static func incident(
    _ scope: Incident.Scope,
    _ kind: Incident.Kind,
    runs positions: [Int],
    signature: String
  ) -> Incident {
    Incident(
      scope: scope,
      kind: kind,
      from: runs[positions[0]].startedAt,
      to: runs[positions[positions.count - 1]].startedAt,
      jobRunIDs: positions.map { runs[$0].id },
      testRowIDs: Set(100..<141),
      failures: 41 * positions.count,
      signature: signature,
      lostTime: Microseconds(Int64(positions.count) * 740_000_000)
    )
  }

  static let assessment: FlakinessAssessment = {
    let regressed = others.map { test in
      var test = test
      if [.broken, .regressed, .environment].contains(test.verdict) {
        test.sinceCommit = runs[61].jobRun.commit
      }
      return test
    }
    var assessment = Make.assessment(
      flaky + regressed,
      incidents: [
        incident(
          .signature("psycopg.OperationalError: could not connect to server"),
          .outage,
          runs: [20, 21, 22],
          signature: "psycopg.OperationalError: could not connect to server: Connection refused"
        ),
        incident(
          .folder("tests/billing"),
          .change,
          runs: [62],
          signature: "ImportError: cannot import name 'VatLine' from 'shop.billing'"
        ),
      ],
      flakyFailed: 21
    )
    assessment.excluded = [
      ExcludedJobRun(jobRunID: 20, reason: "outage"),
      ExcludedJobRun(jobRunID: 21, reason: "outage"),
    ]
    return assessment
  }()

  private static let quarantine = [
    QuarantineEntry(
      test: flaky[0].test,
      reason: "flaky with a probability of 97 % on 9 commits",
      author: "policy",
      since: Make.asOf.adding(days: -16),
      expires: Make.asOf.adding(days: -2),
      owner: "@acme/checkout",
      issue: "https://github.com/acme/shop/issues/4812",
      isManual: false
    ),
    QuarantineEntry(
      test: flaky[2].test,
      reason: "blocks the release train",
      author: "dana",
      since: Make.asOf.adding(days: -3),
      expires: Make.asOf.adding(days: 11),
      isManual: true
    ),
  ]

  static func html() -> String {
    flakyReportHTML(
      assessment,
      history: Make.history(flaky, in: runs),
      jobRuns: runs,
      quarantine: Make.records(quarantine),
      repo: "acme/shop"
    )
  }
}
