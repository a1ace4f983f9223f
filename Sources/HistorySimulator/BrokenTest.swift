/// Why the code of a pipeline breaks a test every time.
struct BrokenTest {
  let cause: FailureCause
  let kind: FailureKind
}
