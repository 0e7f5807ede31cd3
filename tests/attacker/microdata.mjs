export function boundFromMicrodata() {}
