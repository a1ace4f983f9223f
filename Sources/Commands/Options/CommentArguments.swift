public import ArgumentParser
public import CodeHosts
public import Reporter

extension CommentOccasion: ExpressibleByArgument {}
extension HostKind: ExpressibleByArgument {}
