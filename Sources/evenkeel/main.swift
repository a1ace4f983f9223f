import Commands

Evenkeel.start()
