#!/bin/sh
# Every night: take the conversations that were put aside, propose facts from what is new in the
# logs, and say what was done. What needs you waits for `mem review`; `mem` alone counts it.
#
#   nightly-curate.sh             proposes only: everything waits for you
#   nightly-curate.sh --yes       does what passes the checks; what rests on an agent's word waits
#   nightly-curate.sh --yes --with claude    lets a model read what is not #private
#
# With cron (crontab -e), output by mail:
#     30 3 * * *  $HOME/bin/nightly-curate.sh --yes
#
# With systemd, as you: ~/.config/systemd/user/mem-curate.service
#     [Service]
#     Type=oneshot
#     ExecStart=%h/bin/nightly-curate.sh --yes
# and ~/.config/systemd/user/mem-curate.timer, then systemctl --user enable --now mem-curate.timer
#     [Timer]
#     OnCalendar=03:30
#     Persistent=true
#     [Install]
#     WantedBy=timers.target
#
# With launchd: ~/Library/LaunchAgents/mem-curate.plist, then launchctl load -w that file
#     <?xml version="1.0" encoding="UTF-8"?>
#     <plist version="1.0"><dict>
#       <key>Label</key><string>mem-curate</string>
#       <key>ProgramArguments</key><array>
#         <string>/bin/sh</string><string>-c</string>
#         <string>"$HOME/bin/nightly-curate.sh" --yes</string>
#       </array>
#       <key>StartCalendarInterval</key><dict>
#         <key>Hour</key><integer>3</integer><key>Minute</key><integer>30</integer>
#       </dict>
#     </dict></plist>
set -u

# cron and launchd know little of your PATH: behind it, where pipx, uv, make and Homebrew put it.
PATH=$PATH:$HOME/.local/bin:/opt/homebrew/bin:/usr/local/bin
export PATH

mem curate "$@"
code=$?
case $code in
    0) ;;
    3) echo "nightly-curate: saved; history follows with the next command" >&2 ;;
    30) echo "nightly-curate: nothing was considered; the next night tries again" >&2 ;;
    *) echo "nightly-curate: mem ended with $code" >&2 ;;
esac
exit "$code"
