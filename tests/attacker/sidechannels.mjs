export async function sideChannels() {}
