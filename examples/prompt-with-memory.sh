#!/bin/sh
# Ask a model, with what you remember about it in front of the question.
#
#   prompt-with-memory.sh "When is the launch, and who has to confirm it?"
#   git diff | prompt-with-memory.sh
#
# It asks the first there is of: claude (Claude Code), llm (llm.datasette.io), and, where
# $ANTHROPIC_API_KEY is set, the Messages API with curl ($ANTHROPIC_BASE_URL, $ANTHROPIC_MODEL).
set -u

if [ $# -gt 0 ]; then question=$*; else question=$(cat); fi
if [ -z "$question" ]; then
    echo "usage: prompt-with-memory.sh QUESTION, or the question on stdin" >&2
    exit 2
fi

# On stdin, no question is too long, and none is taken for an option. Where mem fails, it says why,
# and the question is asked without a memory.
context=$(printf '%s\n' "$question" | mem context -) || context=

prompt() {
    if [ -n "$context" ]; then printf '%s\n\n' "$context"; fi
    printf '%s\n' "$question"
}

as_request='
import json, sys
text = sys.stdin.buffer.read().decode("utf-8", "replace")
message = {"role": "user", "content": text}
print(json.dumps({"model": sys.argv[1], "max_tokens": 16000, "messages": [message]}))
'
as_text='
import json, sys
answer = json.load(sys.stdin)
if "content" not in answer:
    sys.exit(answer.get("error", {}).get("message", "this is no answer of the Messages API"))
print("".join(block.get("text", "") for block in answer["content"]))
'

if command -v claude >/dev/null; then
    prompt | claude -p
elif command -v llm >/dev/null; then
    prompt | llm
elif [ -n "${ANTHROPIC_API_KEY:-}" ] && command -v curl >/dev/null; then
    url=${ANTHROPIC_BASE_URL:-https://api.anthropic.com}
    # The key comes in through descriptor 3: everybody on the machine can read arguments.
    answer=$(
        prompt | python3 -c "$as_request" "${ANTHROPIC_MODEL:-claude-sonnet-5}" |
            curl --silent --show-error --header @/dev/fd/3 --data-binary @- \
                "${url%/}/v1/messages" 3<<END
x-api-key: $ANTHROPIC_API_KEY
anthropic-version: 2023-06-01
content-type: application/json
END
    ) || exit
    printf '%s\n' "$answer" | python3 -c "$as_text"
else
    echo "nobody to ask: install claude or llm, or set ANTHROPIC_API_KEY for curl" >&2
    exit 1
fi
