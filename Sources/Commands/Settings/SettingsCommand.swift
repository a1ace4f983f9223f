import ArgumentParser
import Foundation
import Reporter
import Settings

struct SettingsCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "List the keys of evenkeel.yml, what holds here, and who says so.",
    discussion: """
      Each key is an option of some commands, given in advance. An option on the command line beats \
      the environment, which beats the file, which beats the default. The file is evenkeel.yml in the \
      current folder or the nearest one above it, up to the root of the checkout. --format yaml \
      prints a file with every key, what it means and its default, all commented out.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, yaml, json }

  @Option(help: "How to print it.") var format = Format.table
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let found =
      format == .yaml ? nil : try FoundSettings(named: common.config, in: surroundings)
    let settings = try SettingInForce.all(found, in: surroundings)
    switch format {
    case .table:
      let remarks = found == nil ? ["there is no evenkeel.yml in this folder or above it"] : []
      return try surroundings.deliver(table(settings), to: output, remarks: remarks)
    case .json:
      let document = SettingsDocument(file: found?.file.path, settings: settings)
      return try surroundings.deliver(try jsonText(document), to: output)
    case .yaml: return try surroundings.deliver(settingsTemplate(settings), to: output)
    }
  }

  private func table(_ settings: [SettingInForce]) -> String {
    let rows =
      [["KEY", "VALUE", "FROM"]]
      + settings.map { [$0.key, terminalText($0.value ?? "-"), terminalText($0.from)] }
    let widths = (0..<2).map { column in
      min(40, rows.map { $0[column].count }.max() ?? 0)
    }
    return rows.map { row in
      let cells = (0..<2).map { column in
        row[column].padding(to: widths[column])
      }
      return (cells + [row[2]]).joined(separator: "  ") + "\n"
    }
    .joined()
  }
}

/// What holds here, for programs.
private struct SettingsDocument: Encodable {
  let schemaVersion = 1
  var file: String?
  var settings: [SettingInForce]
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
