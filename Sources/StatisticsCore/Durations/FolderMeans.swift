/// The means of folders, drawn towards those of the folders above them.
///
/// Empirical Bayes: of `n` items in a folder, the mean has the weight n/(n + k), where k is the
/// variance within folders over that between them (Bühlmann and Straub, "Glaubwürdigkeit für
/// Schadensätze", 1970), estimated from the sums of squares of both (Searle, Casella and McCulloch,
/// "Variance components", 1992, section 3.6). What a folder of few items lacks comes from above.
struct FolderMeans {
  /// The variance of an item within its folder.
  let within: Double
  /// How many items the mean of the folder above weighs as much as; none where folders do not differ.
  let credibility: Double?
  /// By folder, its mean.
  let means: [Double]

  /// Takes, by folder, how many items are in it itself and the sum of their values.
  ///
  /// - Parameter squares: the sum of the squares of all values.
  init(_ tree: FolderTree, counts: [Int], sums: [Int], squares: Int) {
    let count = Double(max(1, counts.reduce(0, +)))
    let sum = Double(sums.reduce(0, +))
    let folders = Double(counts.count { $0 > 0 })
    // Whole numbers, so that the order of the folders does not matter.
    let explained = Double(
      zip(sums, counts).reduce(0) { total, folder in
        guard folder.1 > 0 else { return total }
        let sum = Double(folder.0)
        return total + Int((sum * sum / Double(folder.1)).rounded())
      }
    )
    let squaredCounts = Double(counts.reduce(0) { $0 + $1 * $1 })
    let all = Double(squares) - sum * sum / count
    let rest = count - folders
    within = rest > 0 ? max(0, Double(squares) - explained) / rest : all / max(1, count - 1)
    let between =
      (explained - sum * sum / count - (folders - 1) * within) / (count - squaredCounts / count)
    credibility = rest > 0 && folders > 1 && between > 0 ? within / between : nil
    means = tree.shrunkMeans(counts: counts, sums: sums, credibility: credibility)
  }
}

extension FolderTree {
  /// By folder, the mean over it and all below it, drawn towards that of the folder above.
  func shrunkMeans(counts: [Int], sums: [Int], credibility: Double?) -> [Double] {
    let (counts, sums) = (totals(of: counts), totals(of: sums))
    var means = counts.map { _ in 0.0 }
    means[Self.root] = Double(sums[Self.root]) / Double(max(1, counts[Self.root]))
    for folder in means.indices.dropFirst() {
      let above = means[parents[folder]]
      guard let credibility, counts[folder] > 0 else {
        means[folder] = above
        continue
      }
      means[folder] =
        (Double(sums[folder]) + credibility * above) / (Double(counts[folder]) + credibility)
    }
    return means
  }
}
