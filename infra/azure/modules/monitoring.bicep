// Logs, and an alert for each line of docs/operations.md, "Alerts".
param name string
param location string
param alertEmail string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: 365 }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: name
  location: location
  kind: 'web'
  properties: { Application_Type: 'web', WorkspaceResourceId: workspace.id, DisableLocalAuth: true }
}

resource duty 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-duty'
  location: 'global'
  properties: { groupShortName: 'incdiv', enabled: true, emailReceivers: [{ name: 'duty', emailAddress: alertEmail }] }
}

var alerts = [
  { name: 'oldest-unprocessed-drop', minutes: 60, query: 'traces | where message startswith "Health: oldest waiting drop" | extend minutes = todouble(customDimensions.Minutes) | where minutes > 120' }
  { name: 'poisoned-drop', minutes: 15, query: 'traces | where message has "failed five times and waits for an operator"' }
  { name: 'overdue-pack', minutes: 1440, query: 'traces | where message startswith "Health: pack overdue"' }
  { name: 'measures-refused', minutes: 60, query: 'traces | where message has "are not released"' }
  { name: 'function-fails', minutes: 60, query: 'requests | where success == false | summarize failures = count() by name | where failures > 5' }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [for alert in alerts: {
  name: '${name}-${alert.name}'
  location: location
  properties: {
    severity: 2
    enabled: true
    scopes: [insights.id]
    evaluationFrequency: 'PT${alert.minutes}M'
    windowSize: 'PT${alert.minutes}M'
    criteria: { allOf: [{ query: alert.query, timeAggregation: 'Count', operator: 'GreaterThan', threshold: 0 }] }
    actions: { actionGroups: [duty.id] }
  }
}]

output workspaceId string = workspace.id
output insightsConnection string = insights.properties.ConnectionString
