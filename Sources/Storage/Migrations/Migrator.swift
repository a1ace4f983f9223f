import GRDB

extension HistoryStore {
  /// The migrations in their order: append-only, a file each, never edited once released.
  static let migrator: DatabaseMigrator = {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1-history", migrate: Migration1.run)
    migrator.registerMigration("2-identities", migrate: Migration2.run)
    migrator.registerMigration("3-orders", migrate: Migration3.run)
    migrator.registerMigration("4-timings", migrate: Migration4.run)
    migrator.registerMigration("5-quarantine-updates", migrate: Migration5.run)
    migrator.registerMigration("6-suite-estimates", migrate: Migration6.run)
    migrator.registerMigration("7-quarantine-log", migrate: Migration7.run)
    return migrator
  }()
}
