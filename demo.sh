#!/usr/bin/env bash
# Shows the whole pipeline on this machine: synthetic drops of four quarters become packs below demo-out/.
set -euo pipefail
cd "$(dirname "$0")"
. infra/local/setup.sh
need_dotnet
need_node
npm_install infra/local || exit 3
dotnet build infra/cli --configuration Release --nologo --verbosity quiet
dotnet "${ArtifactsPath:-artifacts}"/bin/IncDiv.Cli/release/incdiv.dll demo --out demo-out
