// The closed network: a subnet for the app's outgoing traffic, a subnet for the private endpoints of both accounts and the vault, and their DNS zones.
param name string
param location string
param storageId string
param hostId string
param vaultId string

var zones = {
  blob: 'privatelink.blob.${environment().suffixes.storage}'
  queue: 'privatelink.queue.${environment().suffixes.storage}'
  table: 'privatelink.table.${environment().suffixes.storage}'
  vault: 'privatelink.vaultcore.azure.net'
}
var targets = [
  { id: storageId, service: 'blob' }
  { id: storageId, service: 'queue' }
  { id: storageId, service: 'table' }
  { id: hostId, service: 'blob' }
  { id: hostId, service: 'queue' }
  { id: hostId, service: 'table' }
  { id: vaultId, service: 'vault' }
]

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: name
  location: location
  properties: { addressSpace: { addressPrefixes: ['10.20.0.0/23'] } }

  resource app 'subnets' = {
    name: 'app'
    properties: { addressPrefix: '10.20.0.0/24', delegations: [{ name: 'app', properties: { serviceName: 'Microsoft.App/environments' } }] }
  }
  resource endpoints 'subnets' = {
    name: 'endpoints'
    dependsOn: [app]
    properties: { addressPrefix: '10.20.1.0/24' }
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = [for each in items(zones): {
  name: each.value
  location: 'global'
}]

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [for (each, i) in items(zones): {
  parent: zone[i]
  name: name
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
}]

resource endpoint 'Microsoft.Network/privateEndpoints@2024-01-01' = [for target in targets: {
  name: '${last(split(target.id, '/'))}-${target.service}'
  location: location
  properties: { subnet: { id: network::endpoints.id }, privateLinkServiceConnections: [{ name: target.service, properties: { privateLinkServiceId: target.id, groupIds: [target.service] } }] }
}]

resource names 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-01-01' = [for (target, i) in targets: {
  parent: endpoint[i]
  name: 'default'
  dependsOn: [zone]
  properties: { privateDnsZoneConfigs: [{ name: target.service, properties: { privateDnsZoneId: resourceId('Microsoft.Network/privateDnsZones', zones[target.service]) } }] }
}]

output appSubnetId string = network::app.id
