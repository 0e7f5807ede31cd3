using '../main.bicep'

param environmentName = 'prod'
param alertEmail = readEnvironmentVariable('INCDIV_ALERT_EMAIL')
param retentionDays = 30
param groups = {
  steward: readEnvironmentVariable('INCDIV_GROUP_STEWARD', '')
  sidu: readEnvironmentVariable('INCDIV_GROUP_SIDU', '')
  bi: readEnvironmentVariable('INCDIV_GROUP_BI', '')
}
param privateSubnetId = readEnvironmentVariable('INCDIV_SUBNET', '')
