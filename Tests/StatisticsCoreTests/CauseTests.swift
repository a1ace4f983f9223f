import StatisticsCore
import TestModel
import TestSupport
import Testing

@Suite("Causes of flakes")
struct CauseTests {
  @Test("A victim's polluter is named, with the share of runs that it explains", arguments: 1...5)
  func polluter(seed: UInt64) throws {
    var history = CauseHistory(seed: seed, runs: 60, shuffled: true)
    history.add(7, .init(rate: { $0.runs(19, before: 7) ? 0.6 : 0 }))
    let cause = try #require(history.causes()[7]?.first)
    #expect(cause.kind == .orderDependence)
    #expect(cause.strength > 0.95)
    #expect(cause.related.first?.row == 19)
    #expect(cause.related.first?.role == .polluter)
    #expect(cause.related.first?.place == 1)
    #expect(cause.detail.contains("runs in which suite::test 19 ran before it on its node"))
    #expect(cause.detail.contains("and in 0 of"))
  }

  @Test("A polluter that mostly runs on another node is found by the runs in which it did not")
  func polluterOnAnotherNode() throws {
    var history = CauseHistory(seed: 3, runs: 200)
    history.change { run in
      // Every fifth run the tests are dealt out otherwise, and 2 comes before 20 on its node.
      run.order = (1...30).filter { run.number % 5 == 0 ? $0 % 2 == 0 : $0 % 3 != 2 }
    }
    history.add(18, .init(rate: { $0.order.contains(2) ? 0.8 : 0 }))
    let cause = try #require(history.causes()[18]?.first)
    #expect(cause.kind == .orderDependence)
    // 2, 8 and 14 share their node in all runs: nothing tells them apart.
    #expect(cause.related.filter { $0.place == 1 }.map(\.row) == [14, 8, 2])
    #expect(cause.detail.contains("no order tells them apart"))
  }

  @Test("What a test needs before it is named as setter")
  func setter() throws {
    var history = CauseHistory(seed: 5, runs: 150, shuffled: true)
    history.add(4, .init(rate: { $0.runs(11, before: 4) ? 0 : 0.5 }))
    let cause = try #require(history.causes()[4]?.first)
    #expect(cause.kind == .orderDependence)
    #expect(cause.related.first?.row == 11)
    #expect(cause.related.first?.role == .setter)
    #expect(cause.detail.contains("did not run before it"))
  }

  @Test("Victims of rare shuffles fail together, and are not called a cluster for it")
  func victimsAreNoCluster() {
    var history = CauseHistory(seed: 6)
    history.change { run in if run.number % 16 == 5 { run.order.reverse() } }
    for row in 1...3 {
      history.add(Int64(row), .init(rate: { $0.runs(20, before: Int64(row)) ? 0.9 : 0 }))
    }
    let causes = history.causes()
    for row in 1...3 { #expect(causes[Int64(row)]?.map(\.kind) == [.orderDependence]) }
  }

  @Test("A test that was added when the rate rose is no polluter")
  func addedTest() {
    var history = CauseHistory(seed: 8)
    history.change { run in if run.number < 200 { run.order.removeAll { $0 == 3 } } }
    history.add(20, .init(rate: { $0.number < 200 ? 0.05 : 0.5 }))
    #expect(history.causes()[20]?.map(\.kind) == [.unknown])
  }

  @Test("Hours in which a test fails are told, and busy hours are not")
  func hours() throws {
    var history = CauseHistory(seed: 11, runs: 500)
    history.add(1, .init(rate: { (2..<4).contains(hour($0.startedAt)) ? 0.6 : 0.01 }))
    history.add(2, .init(rate: { _ in 0.08 }))
    let causes = history.causes()
    let cause = try #require(causes[1]?.first)
    #expect(cause.kind == .timeOfDay)
    #expect(cause.detail.contains("between 2:00 and 4:00 UTC"))
    #expect(causes[2]?.map(\.kind) == [.unknown])
  }

  @Test("One bad evening is no habit")
  func oneEvening() {
    var history = CauseHistory(seed: 12, runs: 500)
    // Thirty runs in two and a half hours, all of them failing, and few failures at other times.
    history.change { run in
      guard (100..<130).contains(run.number) else { return }
      let minutes = 100 * 37 + (run.number - 100) * 5
      run.startedAt = Timestamp(seconds: 1_790_000_000 + Int64(minutes) * 60)
    }
    history.add(1, .init(rate: { (100..<130).contains($0.number) || $0.number % 240 == 5 ? 1 : 0 }))
    #expect(history.causes()[1]?.contains { $0.kind == .timeOfDay } == false)
  }

  @Test("Weekends and the ends of months are told")
  func days() throws {
    var history = CauseHistory(seed: 13, runs: 2600)
    history.add(1, .init(rate: { weekday($0.startedAt) == 6 ? 0.3 : 0 }))
    history.add(2, .init(rate: { isLastOfMonth($0.startedAt) ? 0.5 : 0 }))
    let causes = history.causes()
    #expect(causes[1]?.first?.kind == .timeOfDay)
    #expect(causes[1]?.first?.detail.contains("on a Sunday") == true)
    #expect(causes[2]?.first?.kind == .timeOfDay)
    #expect(causes[2]?.first?.detail.contains("on the last day of a month") == true)
  }

  @Test("A bad host is named")
  func host() throws {
    var history = CauseHistory(seed: 17)
    history.add(1, .init(rate: { $0.runner == "linux-3" ? 0.4 : 0.01 }))
    let cause = try #require(history.causes()[1]?.first)
    #expect(cause.kind == .slowHost)
    #expect(cause.detail.contains("linux-3"))
  }

  @Test("Job runs in which other tests are slow are told, and are no waits of the test itself")
  func slowRuns() throws {
    var history = CauseHistory(seed: 19)
    history.change { run in if run.number % 6 == 0 { run.slowness = 2 } }
    history.add(1, .init(rate: { $0.slowness > 1 ? 0.4 : 0 }))
    for row in 2...6 { history.add(Int64(row), .init(rate: { _ in 0.01 })) }
    let causes = try #require(history.causes()[1])
    #expect(causes.map(\.kind) == [.slowHost])
    #expect(causes.first?.detail.contains("2.0 times as long") == true)
  }

  @Test("Failures near a limit are waits that ran out")
  func timing() throws {
    var history = CauseHistory(seed: 23)
    history.add(1, .init(rate: { _ in 0.03 }, failingDuration: 30))
    let cause = try #require(history.causes()[1]?.first)
    #expect(cause.kind == .timing)
    #expect(cause.detail.contains("took longer than every pass"))
  }

  @Test("A test that fails on one variant of two is told")
  func variant() throws {
    var history = CauseHistory(seed: 29, variants: ["py311", "py312"])
    history.add(1, .init(rate: { $0.variant == "py311" ? 0.1 : 0 }))
    let cause = try #require(history.causes()[1]?.first)
    #expect(cause.kind == .variant)
    #expect(cause.detail.contains("unit / py311"))
  }

  @Test("Tests that fail together again and again are a cluster, and a lone one is not in it")
  func cluster() throws {
    var history = CauseHistory(seed: 31)
    for row in [1, 2, 3] {
      history.add(Int64(row), .init(rate: { $0.number % 29 == 3 ? 0.9 : 0 }))
    }
    history.add(4, .init(rate: { _ in 0.05 }))
    let causes = history.causes()
    for row in [1, 2, 3] {
      let cause = try #require(causes[Int64(row)]?.first { $0.kind == .cluster })
      #expect(Set(cause.related.map(\.row)) == Set([1, 2, 3].filter { $0 != row }.map(Int64.init)))
      #expect(cause.related.allSatisfy { $0.role == .companion })
    }
    #expect(causes[4]?.map(\.kind) == [.unknown])
  }

  @Test("Over 60 tests without a cause, nearly none is given one", arguments: 1...6)
  func nothing(seed: UInt64) {
    var history = CauseHistory(
      seed: 100 + seed,
      tests: 60,
      variants: ["py311", "py312"],
      shuffled: true
    )
    var random = SeededRandom(seed: seed)
    for row in 1...60 {
      let rate = Double.random(in: 0.005...0.2, using: &random)
      history.add(Int64(row), .init(rate: { _ in rate }))
    }
    let found = history.causes().values.filter { $0.map(\.kind) != [.unknown] }
    #expect(found.count <= 1)
  }

  @Test("The same history gives the same causes, words and figures")
  func determinism() {
    var history = CauseHistory(seed: 41, variants: ["a", "b"], shuffled: true)
    for row in 1...12 {
      history.add(
        Int64(row),
        .init(
          message: "Connection refused: seed",
          rate: { $0.runs(13, before: Int64(row)) ? 0.3 : 0.02 }
        )
      )
    }
    let first = history.causes()
    #expect(first[1]?.contains { $0.kind == .orderDependence || $0.kind == .cluster } == true)
    for _ in 0..<3 { #expect(history.causes() == first) }
  }

  @Test("Failures that were probably no flakes count neither way")
  func weights() {
    var history = CauseHistory(seed: 43)
    history.add(1, .init(rate: { $0.runner == "linux-3" ? 0.4 : 0.01 }, weight: 0.4))
    let causes = history.causes()[1]
    #expect(causes?.map(\.kind) == [.unknown])
    #expect(causes?.first?.detail.contains("0 flakes") == true)
  }

  @Test("A test that is not asked about has no causes")
  func notAsked() {
    var history = CauseHistory(seed: 47)
    history.add(1, .init(rate: { _ in 0 }))
    #expect(history.causes()[1]?.isEmpty == true)
  }
}

private func hour(_ moment: Timestamp) -> Int {
  Int((moment.milliseconds - Timestamp(day: moment.day).milliseconds) / 3_600_000)
}

private func weekday(_ moment: Timestamp) -> Int { moment.day - ISOWeek(containing: moment).monday }

private func isLastOfMonth(_ moment: Timestamp) -> Bool {
  CivilDate(day: moment.day + 1).dayOfMonth == 1
}
