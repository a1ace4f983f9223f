import ArgumentParser
import StatisticsCore
import TestModel

extension Setting {
  /// The keys of quarantine's policy.
  static let quarantine: [Setting] = entering + limits + leaving + modes + [sample]

  private static let entering: [Setting] = [
    ofPolicy("enter.min_probability", .single(.share)),
    ofPolicy("enter.min_rate", .single(.share)),
    ofPolicy("enter.min_cost_per_week", .single(.span)),
    ofPolicy(
      "enter.false_discovery_rate",
      .single(
        ValueForm(words: "a share over 0 % and under 100 %, such as 1%") { text in
          ShareArgument(argument: text).map { $0.share > 0 && $0.share < 1 } ?? false
        }
      )
    ),
  ]

  private static let limits: [Setting] = [
    ofPolicy("limits.max_tests", .single(.count(0...Int.max))),
    ofPolicy("limits.max_share", .single(.share)),
    ofPolicy("limits.max_per_owner", .single(.count(0...Int.max))),
    ofPolicy("protected", .list(selector), option: "protect"),
  ]

  private static let leaving: [Setting] = [
    ofPolicy("expires_after", .single(days)),
    ofPolicy("escalate_after", .single(days)),
    ofPolicy(
      "release.factor",
      .single(factor),
      option: "release-factor",
      commands: [QuarantineUpdate.self, QuarantineExport.self]
    ),
    ofPolicy("release.probation_factor", .single(factor)),
  ]

  private static let modes: [Setting] = [
    ofPolicy(
      "mode",
      .single(.choice(QuarantineMode.self)),
      option: "default-mode",
      commands: [QuarantineUpdate.self, QuarantineAdd.self]
    ),
    ofPolicy(
      "modes",
      .pairs(name: selector, value: .choice(QuarantineMode.self)),
      option: "mode-for",
      commands: [QuarantineUpdate.self, QuarantineAdd.self]
    ),
  ]

  private static let sample = Setting(
    key: "quarantine.sample",
    option: "sample",
    kind: .single(
      ValueForm(words: "a share over 0 %, such as 10%") { text in
        ShareArgument(argument: text).map { $0.share > 0 } ?? false
      }
    ),
    commands: [QuarantineExport.self]
  )

  private static let selector = ValueForm.argument(
    SelectorArgument.self,
    "path:PATTERN, tag:WORD, owner:OWNER or test:NAME"
  )

  private static let days = ValueForm.argument(DaysArgument.self, "whole days, such as 30d")

  private static let factor = ValueForm.number("a number over 1") { $0 > 1 }

  private static func ofPolicy(
    _ name: String,
    _ kind: Kind,
    option: String? = nil,
    commands: [any ParsableCommand.Type] = [QuarantineUpdate.self]
  ) -> Setting {
    let last = name.split(separator: ".").last ?? ""
    return Setting(
      key: "quarantine.\(name)",
      option: option ?? String(last.replacing("_", with: "-")),
      kind: kind,
      commands: commands
    )
  }
}
