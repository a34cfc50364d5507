#!/bin/sh
# Pick entries with fzf, each whole in the preview, and print their ids. TAB marks several.
#
#   mem done $(pick.sh --tag billing)
#   mem forget $(pick.sh dentist)
#   pick.sh -w passport              -w prints their words instead
#
# All else goes to `mem recall`; without it, everything is there to pick from.
set -u

field=1
if [ "${1:-}" = -w ]; then
    field=2
    shift
fi

entries() {
    if [ $# -gt 0 ]; then
        mem recall -n 200 "$@"
    else
        for what in soul facts log; do mem show "$what" --quiet; done
    fi
}

# A line of mem ends with its source, "(path:line id)": the id goes in front, the rest is shown.
picked=$(
    entries "$@" |
        sed -n 's/^- \(.*\) ([^ ]* \([0-9a-z]*\))$/\2 \1/p' |
        fzf --multi --exit-0 --with-nth 2.. --preview 'mem show {1}' --preview-window 'down:wrap'
) || exit
printf '%s\n' "$picked" | if [ "$field" = 1 ]; then cut -d ' ' -f 1; else cut -d ' ' -f 2-; fi
