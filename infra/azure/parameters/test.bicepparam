using '../main.bicep'

// Fill this file in and commit it: what stands in no file is gone with the next deployment.
param environmentName = 'test'
param retentionDays = 7
param packsKeptDays = 1
param pseudonymKeyId = '1'
param previousPseudonymKeyId = ''
// Object ids of groups; a feed or group without one gets nothing.
param groups = {
  steward: ''
  sidu: ''
  bi: ''
}
param sourceTeams = {
  pas: ''
  'victim-satisfaction': ''
  'staff-survey': ''
  workforce: ''
  actions: ''
}
param notices = {
  mailServer: ''
  mailUser: ''
  mailFrom: ''
  mailTo: ''
  webhook: readEnvironmentVariable('INCDIV_WEBHOOK')
  stewards: {}
}
param alertEmail = readEnvironmentVariable('INCDIV_ALERT_EMAIL')
// Of deploy.sh.
param newPseudonymKey = readEnvironmentVariable('INCDIV_NEW_KEY', '')
