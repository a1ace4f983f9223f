import ArgumentParser
import Commands

Evenkeel.main()
