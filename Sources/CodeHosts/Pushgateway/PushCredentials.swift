import Foundation

/// What the environment authorizes a push with.
struct PushCredentials {
  /// The value of the header `Authorization`.
  let header: String
  /// What must never be printed.
  let secrets: [String]

  /// None where the environment holds none.
  ///
  /// - Parameter tokenVariable: the variable that has to hold the token, where one is named.
  init?(_ environment: HostVariables, _ tokenVariable: String?) throws(HostAccess.Obstacle) {
    let user = "PUSHGATEWAY_USERNAME"
    let password = "PUSHGATEWAY_PASSWORD"
    if tokenVariable != nil || environment["PUSHGATEWAY_TOKEN"] != nil {
      let token = try environment.token([tokenVariable ?? "PUSHGATEWAY_TOKEN"])
      header = "Bearer \(token)"
      secrets = [token]
    } else if environment[user] != nil || environment[password] != nil {
      let name = try environment.needed(user, or: nil)
      _ = try environment.needed(password, or: nil)
      let secret = try environment.token([password])
      // Source: RFC 7617, section 2: a user's name has no colon.
      let isName = name.unicodeScalars.allSatisfy {
        $0 != ":" && $0.properties.generalCategory != .control
      }
      guard isName else { throw .badToken(variable: user) }
      let pair = Data("\(name):\(secret)".utf8).base64EncodedString()
      header = "Basic \(pair)"
      secrets = [secret, pair]
    } else {
      return nil
    }
  }
}
