/// The positions of weights, the heaviest first, those of the same by the bytes of their names.
func orderByWeight(_ weights: [Int64], name: (Int) -> String) -> [Int32] {
  (0..<Int32(weights.count)).sorted { left, right in
    let pair = (weights[Int(left)], weights[Int(right)])
    if pair.0 != pair.1 { return pair.0 > pair.1 }
    let names = (name(Int(left)), name(Int(right)))
    return precedesInBytes(names.0, names.1)
      || (left < right && !precedesInBytes(names.1, names.0))
  }
}
