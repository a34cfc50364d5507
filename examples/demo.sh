#!/usr/bin/env bash
# A guided tour of mem in a throw-away home: every command is printed, then run for real.
set -euo pipefail

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" MEM_HOME="$home/.mem" EDITOR=false
unset MEM_USER MEM_ACTOR MEM_NOW MEM_TOPIC

say() { printf '\n# %s\n' "$*"; }
run() { printf '$ %s\n' "$1"; eval "$1"; }
# The id that mem printed for the entry with these words.
id_of() { mem show "$1" | sed -n "/$2/s/.* \([0-9a-z]*\))\$/\1/p"; }

say "A memory begins: plain markdown files, under git"
run 'mem init'

say "What stays true goes into MEMORY.md, what happened into today's log"
run 'mem add "Prefers dark mode in every editor. #ui" --section Preferences'
run 'mem add "Passport must be renewed." --tag admin --expires 2027-03-01'
run 'mem log "Chose Terraform over CloudFormation. #billing #decision"'
run 'mem log --task "Send Dana the cost table." --tag billing'

say "The files are yours: edit them by hand, with anything"
run 'printf -- "- Never before 10:00. #pinned\n" >> "$(mem path facts)"'
run 'mem show'

say "Every change is in the audit trail, the hand edit as your own"
run 'mem history'

say "Forget, and think better of it"
run "mem forget $(id_of facts 'dark mode')"
run 'mem undo'
run "mem why $(id_of facts 'dark mode')"

say "Rules propose facts from what the logs say, offline; every edit is checked, and one commit"
run 'mem log "Remember that Dana is allergic to peanuts. #dana"'
run 'mem log "Long day, and the train was late again."'
run 'mem curate --dry-run'
run 'mem curate --yes'
run 'mem history -n 1'
run 'git -C "$(dirname "$(mem path facts)")" log -1 --format=%B'

say "A decision is worth keeping; a task is done"
run "mem keep $(id_of today Terraform) --section Projects"
run "mem done $(id_of tasks Dana)"
run 'mem'
