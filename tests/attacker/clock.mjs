// Budgets are counted in seconds of computing, so that an attack on a busy machine decides what it decides on an idle one.
export const now = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
