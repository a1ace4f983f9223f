/// What failures and logs say: lines that are picked at random, with numbers in them, as XML.
struct Words {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(state: seed) }

  /// Writes six words, of which there are 16 million different choices.
  mutating func writeSentence(to file: inout OutputFile) throws {
    for place in 0..<6 {
      if place > 0 { try file.append(" ") }
      try file.append(pick(words))
    }
  }

  /// Writes lines of a stack trace, of `size` bytes or up to a line more.
  mutating func write(trace size: Int, to file: inout OutputFile) throws {
    let end = file.size + size
    try file.append("Traceback (most recent call last):\n")
    while file.size < end {
      try file.append(pick(frames))
      try file.append(below(900))
      try file.append(pick(calls))
    }
  }

  /// Writes lines of a log, of `size` bytes or up to a line more.
  mutating func write(log size: Int, to file: inout OutputFile) throws {
    let end = file.size + size
    while file.size < end {
      try file.append("2026-09-01 08:")
      try file.append(below(60), digits: 2)
      try file.append(pick(events))
      try file.append(below(100_000))
      try file.append(" in 12 ms\n")
    }
  }

  /// Writes sentences in an attribute, of `size` bytes or up to a sentence more.
  mutating func write(attribute size: Int, to file: inout OutputFile) throws {
    let end = file.size + size
    while file.size < end {
      try writeSentence(to: &file)
      try file.append("&#10;")
    }
  }

  private mutating func pick(_ choices: [StaticString]) -> StaticString {
    choices[below(choices.count)]
  }

  private mutating func below(_ bound: Int) -> Int {
    Int(random.next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}

private let words: [StaticString] = [
  "order", "total", "price", "stock", "cart", "coupon", "refund", "invoice", "carrier", "parcel",
  "address", "currency", "discount", "supplier", "return", "receipt",
]

private let frames: [StaticString] = [
  "  File \"shop/orders/booking.py\", line ",
  "  File \"shop/orders/prices.py\", line ",
  "  File \"shop/warehouse/stock.py\", line ",
  "  File \"tests/orders/test_booking.py\", line ",
  "  File \"/usr/lib/python3.12/contextlib.py\", line ",
]

private let calls: [StaticString] = [
  ", in &lt;module&gt;\n    book(order, currency, warehouse)\n",
  ", in book\n    total = sum(line.price * line.amount for line in order.lines)\n",
  ", in __exit__\n    self.gen.throw(value)\n",
  ", in reserve\n    if stock.amount &lt; line.amount &amp; ~reserved:\n",
  ", in test_books_what_was_ordered\n    assert total(order) == expected\n",
]

private let events: [StaticString] = [
  ":17,118 INFO  [main] com.acme.shop.OrderService - booked order ",
  ":17,342 DEBUG [pool-1-thread-3] com.acme.shop.PriceList - <price> & discount of ",
  ":18,007 WARN  [pool-1-thread-1] com.acme.shop.Warehouse - stock is low: ",
  ":18,911 INFO  [main] com.acme.shop.Carrier - parcel is on its way: ",
]
