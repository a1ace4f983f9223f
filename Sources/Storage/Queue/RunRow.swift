import GRDB
import TestModel

/// A run of the queue as it is stored.
struct RunRow: FetchableRecord {
  // Which run has this key?
  static let sql = "SELECT id, plan, node_total, lease_us FROM run WHERE key = ?"

  var id: Int64
  var plan: String
  var nodeTotal: Int
  var lease: Microseconds

  init(id: Int64, plan: String, nodeTotal: Int, lease: Microseconds) {
    self.id = id
    self.plan = plan
    self.nodeTotal = nodeTotal
    self.lease = lease
  }

  init(row: Row) {
    self.init(id: row[0], plan: row[1], nodeTotal: row[2], lease: Microseconds(row[3]))
  }
}
