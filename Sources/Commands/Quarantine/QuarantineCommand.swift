import ArgumentParser

struct QuarantineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "Keep the list of tests whose failure does not stop a build.",
    subcommands: [
      QuarantineUpdate.self, QuarantineList.self, QuarantineExport.self, QuarantineAdd.self,
      QuarantineEdit.self, QuarantineRelease.self, QuarantineRemove.self, QuarantineHold.self,
      QuarantineLog.self,
    ]
  )
}
