// Runs one program as a process and measures elapsed time, processor time and peak memory (VmHWM of Linux, read while it runs).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;
const BETWEEN_LOOKS = 10;

/** Runs a program to its end. Answers seconds, processor seconds, peak memory in MB and what it printed on both streams. */
export async function measure(command, args, { env = {}, accept = [0] } = {}) {
  const start = performance.now();
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [], messages = [];
  child.stdout.on('data', chunk => output.push(chunk));
  child.stderr.on('data', chunk => messages.push(chunk));
  let peak = 0, cpu = 0;
  const look = () => {
    try {
      peak = Number(readFileSync(`/proc/${child.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)?.[1] ?? peak * 1024) / 1024;
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    } catch {
      // The process has ended since the last reading.
    }
  };
  const timer = setInterval(look, BETWEEN_LOOKS);
  let seconds;
  child.on('exit', () => { seconds = (performance.now() - start) / 1000; });
  const [code] = await once(child, 'close');
  clearInterval(timer);
  if (!accept.includes(code))
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${Buffer.concat(messages)}`);
  return { seconds, cpu, peak, output: Buffer.concat(output).toString(), messages: Buffer.concat(messages).toString() };
}

export const median = values => {
  const sorted = [...values].sort((a, b) => a - b), middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};
