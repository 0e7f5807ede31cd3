#!/usr/bin/env bash
# Builds everything without a warning, checks the format and runs all tests. Closes with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")"
. infra/local/setup.sh
need_dotnet
need_node
need_chromium
need_poppler

stop() {
  echo "$1" >&2
  echo "0 passed, 1 failed"
  exit 1
}

for packages in infra/local tests/integration/Storage/Parquet tests/browser tests/attacker; do
  npm_install "$packages" || stop "The npm packages of $packages could not be installed."
done

configuration=${CONFIGURATION:-Release}
dotnet build IncDiv.Pipeline.sln --configuration "$configuration" --nologo --verbosity quiet || stop "The build has faults."
dotnet format IncDiv.Pipeline.sln --verify-no-changes --no-restore || stop "The format is not clean: run 'dotnet format'."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
dotnet test IncDiv.Pipeline.sln --configuration "$configuration" --no-build --nologo 2>&1 | tee "$log"
outcome=${PIPESTATUS[0]}
node --test --test-reporter=tap tests/attacker/*.test.mjs 2>&1 | tee -a "$log"
attacker=${PIPESTATUS[0]}
[ "$outcome" -ne 0 ] || outcome=$attacker
# A line of each test project ends like: Failed:     0, Passed:    45, Skipped: …; the attacker's own tests end with: # pass 57
awk -v outcome="$outcome" '/^# pass / { passed += $3 } /^# fail / { failed += $3 } /Failed: +[0-9]+, Passed: +[0-9]+/ { gsub(",", ""); for (i = 1; i < NF; i++) { if ($i == "Failed:") failed += $(i + 1); if ($i == "Passed:") passed += $(i + 1) } }
     END { if (outcome != 0 && failed == 0) failed = 1; printf "%d passed, %d failed\n", passed, failed }' "$log"
exit "$outcome"
