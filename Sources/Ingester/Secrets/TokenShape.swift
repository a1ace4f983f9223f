/// The shape of a service's tokens: how they start, and what follows.
struct TokenShape: Sendable {
  /// What the tokens start with.
  let prefix: StaticString
  /// Where in the prefix the byte is at which the scanner stops, two bytes from its start or more.
  let trigger: Int
  /// The fewest and the most bytes behind the prefix.
  let length: ClosedRange<Int>
  /// Whether hyphens belong to what follows, and dots.
  var allowsHyphens = false
  var allowsDots = false
  let kind: StaticString

  init(
    _ prefix: StaticString,
    at trigger: Int,
    _ length: ClosedRange<Int>,
    hyphens: Bool = false,
    dots: Bool = false,
    _ kind: StaticString
  ) {
    self.prefix = prefix
    self.trigger = trigger
    self.length = length
    self.kind = kind
    allowsHyphens = hyphens
    allowsDots = dots
  }
}

extension TokenShape {
  /// No token is longer than this, in bytes.
  private static let most = 2000

  fileprivate static let underscored: [TokenShape] = [
    TokenShape("ghp_", at: 3, 20...255, "GitHub token"),
    TokenShape("gho_", at: 3, 20...255, "GitHub token"),
    TokenShape("ghu_", at: 3, 20...255, "GitHub token"),
    TokenShape("ghs_", at: 3, 20...most, hyphens: true, dots: true, "GitHub token"),
    TokenShape("ghr_", at: 3, 20...255, "GitHub token"),
    TokenShape("github_pat_", at: 6, 20...255, "GitHub token"),
    TokenShape("sk_live_", at: 2, 16...255, "Stripe key"),
    TokenShape("sk_test_", at: 2, 16...255, "Stripe key"),
    TokenShape("rk_live_", at: 2, 16...255, "Stripe key"),
    TokenShape("rk_test_", at: 2, 16...255, "Stripe key"),
    TokenShape("whsec_", at: 5, 20...255, "Stripe key"),
    TokenShape("npm_", at: 3, 36...36, "npm token"),
    TokenShape("dop_v1_", at: 3, 40...255, "DigitalOcean token"),
    TokenShape("hf_", at: 2, 30...40, "Hugging Face token"),
    TokenShape("shpat_", at: 5, 30...40, "Shopify token"),
    TokenShape("shpss_", at: 5, 30...40, "Shopify token"),
    TokenShape("dckr_pat_", at: 4, 20...255, hyphens: true, "Docker token"),
    TokenShape("dckr_oat_", at: 4, 20...255, hyphens: true, "Docker token"),
    TokenShape("glsa_", at: 4, 30...60, "Grafana token"),
    TokenShape("glc_", at: 3, 40...255, "Grafana token"),
    TokenShape("lin_api_", at: 3, 30...60, "Linear key"),
    TokenShape("sntrys_", at: 6, 40...most, "Sentry token"),
    TokenShape("pscale_tkn_", at: 6, 30...60, hyphens: true, dots: true, "PlanetScale token"),
    TokenShape("CCIPAT_", at: 6, 30...255, "CircleCI token"),
    TokenShape("CCIPRJ_", at: 6, 30...255, "CircleCI token"),
    TokenShape("bkua_", at: 4, 30...60, "Buildkite token"),
    TokenShape("rubygems_", at: 8, 40...60, "RubyGems key"),
  ]

  fileprivate static let hyphenated: [TokenShape] = [
    TokenShape("glpat-", at: 5, 20...300, hyphens: true, dots: true, "GitLab token"),
    TokenShape("gloas-", at: 5, 20...300, hyphens: true, "GitLab token"),
    TokenShape("gldt-", at: 4, 20...300, hyphens: true, "GitLab token"),
    TokenShape("glrt-", at: 4, 20...300, hyphens: true, dots: true, "GitLab token"),
    TokenShape("glcbt-", at: 5, 20...300, hyphens: true, "GitLab token"),
    TokenShape("glptt-", at: 5, 20...300, hyphens: true, "GitLab token"),
    TokenShape("glft-", at: 4, 20...300, hyphens: true, "GitLab token"),
    TokenShape("glimt-", at: 5, 20...300, hyphens: true, "GitLab token"),
    TokenShape("glagent-", at: 7, 20...300, hyphens: true, "GitLab token"),
    TokenShape("glsoat-", at: 6, 20...300, hyphens: true, "GitLab token"),
    TokenShape("xoxb-", at: 4, 10...300, hyphens: true, "Slack token"),
    TokenShape("xoxp-", at: 4, 10...300, hyphens: true, "Slack token"),
    TokenShape("xoxa-", at: 4, 10...300, hyphens: true, "Slack token"),
    TokenShape("xoxr-", at: 4, 10...300, hyphens: true, "Slack token"),
    TokenShape("xoxs-", at: 4, 10...300, hyphens: true, "Slack token"),
    TokenShape("xoxe-", at: 4, 10...300, hyphens: true, "Slack token"),
    TokenShape("xapp-", at: 4, 10...300, hyphens: true, "Slack token"),
    TokenShape("pypi-AgE", at: 4, 16...most, hyphens: true, "PyPI token"),
    TokenShape("sk-proj-", at: 2, 30...300, hyphens: true, "OpenAI key"),
    TokenShape("sk-svcacct-", at: 2, 30...300, hyphens: true, "OpenAI key"),
    TokenShape("sk-ant-", at: 2, 30...300, hyphens: true, "Anthropic key"),
    TokenShape("sk-", at: 2, 48...48, "OpenAI key"),
    TokenShape("GOCSPX-", at: 6, 20...60, hyphens: true, "Google secret"),
    TokenShape("PMAK-", at: 4, 40...100, hyphens: true, "Postman key"),
    TokenShape("NRAK-", at: 4, 27...27, "New Relic key"),
  ]

  fileprivate static let dotted: [TokenShape] = [
    TokenShape("ya29.", at: 4, 20...most, hyphens: true, "Google token"),
    TokenShape("SG.", at: 2, 60...80, hyphens: true, dots: true, "SendGrid key"),
    TokenShape("hvs.", at: 3, 24...300, hyphens: true, "Vault token"),
    TokenShape("dp.pt.", at: 2, 40...60, "Doppler token"),
    TokenShape("xoxe.xoxp-", at: 4, 20...300, hyphens: true, "Slack token"),
    TokenShape("xoxe.xoxb-", at: 4, 20...300, hyphens: true, "Slack token"),
  ]
}

/// The shapes of tokens, arranged for a quick no.
struct TokenShapes: Sendable {
  static let all = TokenShapes()

  /// The pairs of bytes in their prefixes that stand before the triggers.
  let pairs: BytePairs
  /// The shapes by the byte before the trigger.
  let byByteBefore: [[TokenShape]]

  private init() {
    var pairs = BytePairs()
    var shapes = [[TokenShape]](repeating: [], count: 256)
    for shape in TokenShape.underscored + TokenShape.hyphenated + TokenShape.dotted {
      let trigger = shape.prefix.utf8Start + shape.trigger
      pairs.insert(trigger[-2], trigger[-1])
      shapes[Int(trigger[-1])].append(shape)
    }
    self.pairs = pairs
    byByteBefore = shapes
  }
}
