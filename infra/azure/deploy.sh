#!/usr/bin/env bash
# Deploys to Azure: shows what would change, asks, deploys, makes the key once, publishes the code, then subscribes the functions to events.
# Usage: infra/azure/deploy.sh dev|test|prod RESOURCE_GROUP. Can be run again at any time. Needs az, dotnet and zip; INCDIV_YES=1 does not ask.
set -euo pipefail
cd "$(dirname "$0")"
environment=${1:?dev, test or prod}
group=${2:?resource group}

az deployment group what-if --resource-group "$group" --parameters "parameters/$environment.bicepparam"
if [ "${INCDIV_YES:-}" != 1 ]; then
  read -r -p "Deploy this? (yes) " answer
  [ "$answer" = yes ] || exit 1
fi
outputs=$(az deployment group create --resource-group "$group" --name incdiv --parameters "parameters/$environment.bicepparam" --query properties.outputs --output json)
value() { python3 -c "import json,sys; print(json.load(sys.stdin)['$1']['value'])" <<<"$outputs"; }
app=$(value appName) topic=$(value systemTopic)

# The pseudonym key is made once and never leaves the vault.
vault=$(az keyvault list --resource-group "$group" --query "[0].name" --output tsv)
if ! az keyvault secret show --vault-name "$vault" --name pseudonym-key --output none 2>/dev/null; then
  key=$(mktemp)
  trap 'rm -f "$key"' EXIT
  openssl rand -base64 32 | tr -d '\n' >"$key"
  az keyvault secret set --vault-name "$vault" --name pseudonym-key --file "$key" --output none
fi

out=$(mktemp -d)
dotnet publish ../../functions --configuration Release -p:Packages=official --output "$out/app"
(cd "$out/app" && zip -qr ../app.zip .)
az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$out/app.zip"

# Only now is there a key for the event webhook.
id=$(az functionapp show --resource-group "$group" --name "$app" --query id --output tsv)
code=$(az rest --method post --url "$id/host/default/listKeys?api-version=2023-12-01" --query "systemKeys.blobs_extension" --output tsv)
subscribe() {
  az eventgrid system-topic event-subscription create --resource-group "$group" --system-topic-name "$topic" --name "$1" \
    --endpoint "https://$app.azurewebsites.net/runtime/webhooks/blobs?functionName=Host.Functions.$1&code=$code" --endpoint-type webhook \
    --included-event-types Microsoft.Storage.BlobCreated --subject-begins-with "/blobServices/default/containers/$2" --output none
}
subscribe IngestActions drops/blobs/actions/
subscribe IngestPas drops/blobs/pas/
subscribe IngestStaffSurvey drops/blobs/staff-survey/
subscribe IngestVictimSatisfaction drops/blobs/victim-satisfaction/
subscribe IngestWorkforce drops/blobs/workforce/
subscribe ComputeQuarter work/blobs/measures/
