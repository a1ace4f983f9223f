/// A failure's words without what changes from run to run: every word that holds a digit is `#`.
///
/// The ingest folds with more care; for the words of the simulator, which are made of numbers,
/// addresses, hexadecimal identifiers and times, this comes to the same.
func foldedMessage(_ text: String) -> String {
  var folded = ""
  var word = ""
  func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
  for character in text {
    if isWord(character) {
      word.append(character)
    } else {
      folded += folding(word)
      folded.append(character)
      word = ""
    }
  }
  return folded + folding(word)
}

private func folding(_ word: String) -> String {
  word.contains(where: \.isNumber) ? "#" : word
}
