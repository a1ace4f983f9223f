/// Where in a history a job run is, before its attempts.
struct JobRunPlace: Hashable {
  let pipeline: Int
  let job: Int
  let variant: Int
  let node: Int
}
