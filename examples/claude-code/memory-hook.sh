#!/bin/sh
# Hooks for Claude Code that put your memory in front of what you ask.
#
#   memory-hook.sh start     when a session begins: what matters most (mem context)
#   memory-hook.sh prompt    with each prompt: the entries that answer it (mem recall)
#
# Claude Code gives a hook one JSON object on stdin, and what the hook prints goes to the model.
# Whatever fails here prints nothing and exits 0: exit code 2 would stop your prompt.
#
# An entry is given once in a session. The ids of those given are all that is kept, in a file for
# each session under ${XDG_STATE_HOME:-~/.local/state}/mem-hook, until it is a month old.
set -u
umask 077

# The id of the session, made fit for a file name; why it starts; the prompt. Of a very long
# prompt, its beginning and its end.
read_event='
import json, re, sys
event = json.load(sys.stdin.buffer)
for name in "session_id", "source":
    print(re.sub("[^A-Za-z0-9_-]", "_", str(event.get(name) or ""))[:100])
prompt = event.get("prompt")
prompt = prompt if isinstance(prompt, str) else ""
prompt = prompt if len(prompt) <= 8000 else prompt[:4000] + "\n" + prompt[-4000:]
sys.stdout.flush()
sys.stdout.buffer.write(prompt.encode("utf-8", "replace"))
'

# Passes on a block of mem without the entries that were given before, and notes the others; prints
# nothing when none is left. Within the fence a line begins with "[" for a label, with "- " for an
# entry, with two spaces where that goes on; the last word of an entry is its id. mem sees to that.
only_new='
function give() {
    if (entry != "" && !(id in given)) {
        given[id]
        print id >> seen
        new = new label entry
        label = ""
    }
    entry = ""
}
BEGIN { seen = ENVIRON["SEEN"]; while ((getline id < seen) > 0) given[id]; close(seen) }
/^- /         { give() }
/^(- |  )/    { entry = entry $0 "\n"; id = $NF; sub(/\)$/, "", id); next }
              { give() }
/^\[/         { label = $0 "\n"; next }
new == ""     { opening = opening $0 "\n"; next }
              { new = new $0 "\n" }
END           { if (new != "") printf "%s%s", opening, new }
'

hook() {
    python3 -c "$read_event" | {
        { read -r session && read -r source; } || exit
        state=${XDG_STATE_HOME:-${HOME:?}/.local/state}/mem-hook
        SEEN=/dev/null
        if [ -n "$session" ] && mkdir -p "$state" && true >> "$state/$session"; then
            SEEN=$state/$session
        fi
        export SEEN
        case $1 in
        start)
            find "$state" -type f -mtime +30 -exec rm -f {} +
            # Who resumes has it all before them; after /clear and a compaction it is gone.
            [ "$source" = resume ] || true > "$SEEN"
            mem context | awk "$only_new"
            ;;
        prompt)
            mem recall - --min-match .5 -n 5 --budget 600 --format md | awk "$only_new"
            ;;
        esac
    }
}

(hook "$@") 2>/dev/null
exit 0
