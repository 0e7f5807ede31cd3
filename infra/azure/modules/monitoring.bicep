// Logs, and an alert for each line of docs/operations.md, "Alerts".
param name string
param location string
param alertEmail string
param principalId string

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

// Local authentication is disabled, so the app sends with its identity.
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource publish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, principalId, metricsPublisher)
  scope: insights
  properties: { principalId: principalId, principalType: 'ServicePrincipal', roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher) }
}

resource duty 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-duty'
  location: 'global'
  properties: { groupShortName: 'incdiv', enabled: true, emailReceivers: [{ name: 'duty', emailAddress: alertEmail }] }
}

// Log lines arrive as whole messages without separate values, so numbers are parsed from the text. The last alert fires if nothing runs at all.
var alerts = [
  { name: 'oldest-unprocessed-drop', window: 'PT1H', fires: 'GreaterThan', rows: 0, query: 'traces | where message startswith "Health: oldest waiting drop" | extend minutes = extract(@"drop ([0-9.]+) minutes", 1, message, typeof(real)) | where minutes > 120' }
  { name: 'poisoned-drop', window: 'PT15M', fires: 'GreaterThan', rows: 0, query: 'traces | where message has "failed five times and waits for an operator"' }
  { name: 'overdue-pack', window: 'P1D', fires: 'GreaterThan', rows: 0, query: 'traces | where message startswith "Health: pack overdue"' }
  { name: 'figures-withheld', window: 'PT1H', fires: 'GreaterThan', rows: 0, query: 'traces | where message has "are not released"' }
  { name: 'function-fails', window: 'PT1H', fires: 'GreaterThan', rows: 0, query: 'requests | where success == false | summarize failures = count() by name | where failures >= 5' }
  { name: 'nothing-runs', window: 'PT2H', fires: 'LessThan', rows: 1, query: 'requests | where name == "Reconcile"' }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [for alert in alerts: {
  name: '${name}-${alert.name}'
  location: location
  properties: {
    severity: 2
    enabled: true
    scopes: [insights.id]
    evaluationFrequency: alert.window
    windowSize: alert.window
    criteria: { allOf: [{ query: alert.query, timeAggregation: 'Count', operator: alert.fires, threshold: alert.rows }] }
    actions: { actionGroups: [duty.id] }
  }
}]

output workspaceId string = workspace.id
output insightsConnection string = insights.properties.ConnectionString
output dutyId string = duty.id
