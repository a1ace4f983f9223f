import StatisticsCore
import Storage

extension HistoryStore {
  /// Keeps ready what `tests split` needs of the last runs, where the history changed.
  ///
  /// - Returns: why it could not be done; the history is whole all the same, and splits read the runs.
  func keepEstimates() -> String? {
    do {
      try keepEstimates(SuiteEstimates.packed)
      return nil
    } catch {
      return "\(error); splits will take longer until the next ingest or merge"
    }
  }
}
