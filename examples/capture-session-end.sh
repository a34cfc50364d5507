#!/bin/sh
# A hook for the end of an agent's session: the conversation is put aside for the next curation.
#
#   capture-session-end.sh < event.json     an object with "transcript_path", as Claude Code gives
#   capture-session-end.sh TRANSCRIPT       the conversation itself: text, or JSON lines
#
# It takes a blink: nothing is read by a model here, and nothing is learned yet. What an agent hands
# in is never promoted by itself: `mem curate` proposes, and you decide with `mem review`.
# Whatever fails here prints one line and exits 0, so that no session hangs at its end.
#
# Claude Code: "hooks": {"SessionEnd": [{"hooks": [{"type": "command", "timeout": 10,
#     "command": "~/.claude/hooks/capture-session-end.sh"}]}]} in ~/.claude/settings.json
set -u

read_path='
import json, os, sys
path = json.load(sys.stdin.buffer).get("transcript_path") or ""
sys.stdout.write(os.path.expanduser(path))
'

transcript=${1:-$(python3 -c "$read_path")}
if [ ! -s "$transcript" ]; then
    echo "capture-session-end: there is no conversation to put aside" >&2
    exit 0
fi
MEM_ACTOR=${MEM_ACTOR:-agent} mem --quiet capture --queue -- "$transcript" || exit 0
