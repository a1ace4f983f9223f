import TestModel

/// What is true of one test, as a JSON value.
struct TestFacts {
  let json: JSONValue

  init(_ test: SimulatedTest, in truth: SimulationTruth) {
    var members: [(key: String, value: JSONValue)] = test.identity.members
    members += [
      ("job", .string(test.job)),
      ("kinds", .strings(test.kinds.map(\.rawValue))),
      ("active", Self.json(of: test.lifetime, in: truth)),
    ]
    if let flake = test.flake { members.append(("flaky", Self.json(of: flake, in: truth))) }
    if let polluter = test.polluter {
      members.append(("polluter", truth.tests[polluter].identity.json))
    }
    if let setter = test.setter {
      members.append(("setter", truth.tests[setter].identity.json))
    }
    if let breakage = test.variantBreakage {
      members.append(
        (
          "variant_broken",
          .object([
            ("variants", .strings([breakage.variant])),
            ("range", Self.json(of: breakage.range, in: truth)),
          ])
        )
      )
    }
    if case .onVariant(let variant) = test.skip {
      members.append(("skipped_on", .strings([variant])))
    }
    if let course = Self.json(of: test.durationCourse, in: truth) {
      members.append(("duration", course))
    }
    if let new = test.renamedTo {
      members.append(("renamed_to", truth.tests[new].identity.json))
    }
    if let old = test.renamedFrom {
      members.append(("renamed_from", truth.tests[old].identity.json))
    }
    json = .object(members)
  }

  private static func json(of flake: Flake, in truth: SimulationTruth) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("rate", .decimal(flake.rate)),
      ("retry_pass_probability", .decimal(flake.retryPassProbability)),
      ("failure_kinds", .strings(flake.failureKinds.map(\.rawValue))),
      ("variants", .strings(flake.variants)),
      ("range", json(of: flake.range, in: truth)),
    ]
    if flake.cause != .unspecified { members.append(("cause", .string(flake.cause.rawValue))) }
    if let hours = flake.hours {
      members.append(("hours", .array([.integer(hours.from), .integer(hours.to)])))
    }
    if let cluster = flake.cluster { members.append(("cluster", .integer(cluster))) }
    if let change = flake.rateChange {
      members.append(
        (
          "rate_change",
          .object([
            ("from", truth.json(ofPosition: change.position)), ("rate", .decimal(change.rate)),
          ])
        )
      )
    }
    return .object(members)
  }

  private static func json(of range: MainlineRange, in truth: SimulationTruth) -> JSONValue {
    .object([
      ("from", truth.json(ofPosition: range.from)),
      ("to", truth.json(ofPosition: range.to)),
    ])
  }

  private static func json(
    of course: DurationCourse,
    in truth: SimulationTruth
  ) -> JSONValue? {
    switch course {
    case .steady:
      nil
    case .step(let position, let factor):
      .object([
        ("course", .string("step")), ("factor", .decimal(factor)),
        ("from", truth.json(ofPosition: position)),
      ])
    case .trend(let factorAtEnd, _):
      .object([("course", .string("trend")), ("factor", .decimal(factorAtEnd))])
    }
  }
}

extension TestIdentity {
  var json: JSONValue { .object(members) }

  fileprivate var members: [(key: String, value: JSONValue)] {
    [("file", .string(file)), ("classname", .string(classname)), ("name", .string(name))]
  }
}

extension SimulationTruth {
  /// The commit at a position; null for an open end or one after the last commit.
  func json(ofPosition position: Int?) -> JSONValue {
    guard let position, mainline.indices.contains(position) else { return .null }
    let point = mainline[position]
    return .object([
      ("pipeline", .integer(point.pipeline)),
      ("commit", .string(point.commit)),
      ("time", .string(point.time.iso8601)),
    ])
  }
}
