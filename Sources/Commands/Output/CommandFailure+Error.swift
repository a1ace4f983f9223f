import Ingester
import Storage

extension CommandFailure {
  /// The failure of a command that an error ends: the errors that are expected have their own
  /// sentence and status, any other one is a fault of ours.
  init(describing error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as StorageError: self.init(error.description, CommandFailure.status(of: error))
    case let error as IngestError: self.init(error.description, CommandFailure.status(of: error))
    default:
      self.init(
        "this is a fault of Evenkeel's own; please report it with these words: \(error)",
        .ownFault
      )
    }
  }

  private static func status(of error: StorageError) -> CommandStatus {
    switch error {
    case .missing: .missingFile
    case .notAHistory, .fromThePast, .fromTheFuture, .corrupt: .unusableInput
    case .busy, .halfMade: .tryAgain
    case .diskFull, .readOnly, .sqlite: .inputOutput
    }
  }

  private static func status(of error: IngestError) -> CommandStatus {
    switch error {
    case .missing, .noMatch: .missingFile
    case .noReports, .badManifest: .unusableInput
    case .unreadable: .inputOutput
    }
  }
}
