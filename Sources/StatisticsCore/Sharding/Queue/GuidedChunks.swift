/// The sizes, in items, of chunks that shrink with the work that is left: each holds at most
/// `1 / divisor` of it, or one item.
///
/// Guided self-scheduling: with as many processors as the divisor, all end within one last chunk of
/// each other, whenever they start (Polychronopoulos and Kuck, "Guided self-scheduling: a practical
/// scheduling scheme for parallel supercomputers", IEEE Transactions on Computers C-36, 1987). A divisor
/// of twice the processors halves the chunks, as what they weigh is an estimate.
///
/// - Parameters:
///   - weights: the weights in the order in which they are handed out, each over 0.
///   - divisor: 1 or more.
///   - minimum: what a chunk is aimed at in the least; it gives way where chunks would else be larger
///     than the first one of the guided rule.
func guidedChunkSizes(of weights: [Int64], divisor: Int64, minimum: Int64) -> [Int] {
  var left = weights.reduce(0, +)
  let least = min(minimum, left / divisor)
  var sizes: [Int] = []
  var position = 0
  while position < weights.count {
    let target = max(left / divisor, least)
    var weight = weights[position]
    var end = position + 1
    while end < weights.count, weight + weights[end] <= target {
      weight += weights[end]
      end += 1
    }
    sizes.append(end - position)
    left -= weight
    position = end
  }
  return sizes
}
