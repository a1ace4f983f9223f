import Foundation

// What `posix_spawn` takes is a structure with glibc and a pointer on Darwin.
#if canImport(Darwin)
typealias SpawnFileActions = posix_spawn_file_actions_t?
typealias SpawnAttributes = posix_spawnattr_t?
func emptySpawnFileActions() -> SpawnFileActions { nil }
func emptySpawnAttributes() -> SpawnAttributes { nil }
#else
typealias SpawnFileActions = posix_spawn_file_actions_t
typealias SpawnAttributes = posix_spawnattr_t
func emptySpawnFileActions() -> SpawnFileActions { SpawnFileActions() }
func emptySpawnAttributes() -> SpawnAttributes { SpawnAttributes() }
#endif
