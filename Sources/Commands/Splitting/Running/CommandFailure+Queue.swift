import Storage

extension CommandFailure {
  /// The failure of a run that an error ends.
  init(describingRun error: any Error) {
    guard let error = error as? WorkQueueError else {
      self.init(describing: error)
      return
    }
    self.init(error.description, CommandFailure.status(of: error))
  }

  private static func status(of error: WorkQueueError) -> CommandStatus {
    switch error {
    case .otherNodeTotal, .superseded: .usage
    case .notAQueue, .fromTheFuture, .otherItems, .noRun, .corrupt: .unusableInput
    case .lost, .busy: .tryAgain
    case .diskFull, .readOnly, .sqlite: .inputOutput
    }
  }
}
