#!/usr/bin/env bash
# Attacks a published folder: tests/attacker/run.sh DIR [EARLIER…] [--json FILE]. Exit codes: 0 clean, 1 leak, 2 wrong usage or nothing found.
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
. "$here/../../infra/local/setup.sh"
need_node
npm_install "$here" >&2 || exit 2
node "$here/attack.mjs" "$@"
