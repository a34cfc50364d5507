#!/bin/sh
# A hook for the end of an agent's session: the conversation is put aside for the next curation.
#
#   capture-session-end.sh < event.json     an object with "transcript_path", as Claude Code gives
#   capture-session-end.sh TRANSCRIPT       the conversation itself: text, or JSON lines
#
# It takes a blink: nothing is read by a model here, and nothing is learned yet. What an agent hands
# in is never promoted by itself: `mem curate` proposes, and you decide with `mem review`.
# Whatever fails here prints one line and exits 0: a session ends all the same.
#
# Claude Code: "hooks": {"SessionEnd": [{"hooks": [{"type": "command", "timeout": 10,
#     "command": "~/.claude/hooks/capture-session-end.sh"}]}]} in ~/.claude/settings.json
set -u

read_path='
import json, os, sys
path = json.load(sys.stdin.buffer)["transcript_path"]
sys.stdout.buffer.write(os.fsencode(os.path.expanduser(path)))
'

say() {
    printf 'capture-session-end: %s\n' "$1" >&2
    exit 0
}

transcript=${1:-$(python3 -c "$read_path" 2>/dev/null)}
[ -f "$transcript" ] && [ -s "$transcript" ] || say "there is no conversation to put aside"
said=$(MEM_ACTOR=agent mem --quiet capture --queue -- "$transcript" 2>&1 >/dev/null) ||
    say "${said%%
*}"
