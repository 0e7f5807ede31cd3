#!/usr/bin/env bash
# Deploys to Azure: builds the app, shows what would change, asks, deploys, makes a key where its id has none, publishes the code, then subscribes the
# functions to events. It builds first, like CI (locked packages, no warnings), so a failed build changes nothing.
# Usage: infra/azure/deploy.sh dev|test|prod RESOURCE_GROUP. It can be run again at any time. The parameters are in parameters/; INCDIV_ALERT_EMAIL and
# INCDIV_WEBHOOK (may be empty) must be set. INCDIV_YES=1 skips the question. Needs az, dotnet and GNU tools.
set -euo pipefail
cd "$(dirname "$0")"
environment=${1:?dev, test or prod}
group=${2:?resource group}
: "${INCDIV_ALERT_EMAIL:?e-mail address for alerts}" "${INCDIV_WEBHOOK?webhook address for notices of packs, or empty for none}"
export INCDIV_ALERT_EMAIL INCDIV_WEBHOOK
parameters=parameters/$environment.bicepparam
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

CI=true dotnet publish ../../functions --configuration Release --output "$out/app" -p:PackageFile="$out/app.zip"
subscriptions=$(./subscriptions.sh "$out/app")

# A key is created once for each id and never read here. After an error it is unknown whether the key exists, so only a successful list counts.
keyId=$(sed -n "s/^param pseudonymKeyId = '\([^']*\)'$/\1/p" "$parameters")
: "${keyId:?no pseudonymKeyId in $parameters}"
vault=$(az keyvault list --resource-group "$group" --query "[?starts_with(name, 'incdiv-$environment-')].id" --output tsv)
[ "$(wc -l <<<"$vault")" = 1 ] || { echo "Resource group $group has more than one vault for $environment: only the pipeline's own vault may be there." >&2; exit 1; }
keys=
if [ -n "$vault" ]; then
  keys=$(az rest --method get --url "$vault/secrets?api-version=2023-07-01" --query "value[].name" --output tsv)
fi
INCDIV_NEW_KEY=
if ! grep -qx "pseudonym-key-$keyId" <<<"$keys"; then
  INCDIV_NEW_KEY=$(head -c 32 /dev/urandom | base64 -w 0)
  echo "Creating a new key in the vault: pseudonym-key-$keyId." >&2
fi
export INCDIV_NEW_KEY

az deployment group what-if --resource-group "$group" --parameters "$parameters"
if [ "${INCDIV_YES:-}" != 1 ]; then
  read -r -p "Deploy this? (yes) " answer
  [ "$answer" = yes ] || exit 1
fi
az deployment group create --resource-group "$group" --name incdiv --parameters "$parameters" --output none
output() { az deployment group show --resource-group "$group" --name incdiv --query "properties.outputs.$1.value" --output tsv; }
app=$(output appName)
topic=$(output systemTopic)

az functionapp deployment source config-zip --resource-group "$group" --name "$app" --src "$out/app.zip"

# The key of the event webhook exists once the host has loaded the new code.
id=$(az functionapp show --resource-group "$group" --name "$app" --query id --output tsv)
code=
for _ in {1..30}; do
  code=$(az rest --method post --url "$id/host/default/listKeys?api-version=2023-12-01" --query "systemKeys.blobs_extension" --output tsv) || code=
  [ "$code" != None ] || code=
  [ -z "$code" ] || break
  sleep 10
done
[ -n "$code" ] || { echo "The app has no key for events after five minutes. Its log says why it does not start; correct that and run this script again." >&2; exit 1; }
while read -r function container prefix; do
  az eventgrid system-topic event-subscription create --resource-group "$group" --system-topic-name "$topic" --name "$function" \
    --endpoint "https://$app.azurewebsites.net/runtime/webhooks/blobs?functionName=Host.Functions.$function&code=$code" --endpoint-type webhook \
    --included-event-types Microsoft.Storage.BlobCreated --subject-begins-with "/blobServices/default/containers/$container/blobs/$prefix" --output none </dev/null
done <<<"$subscriptions"
