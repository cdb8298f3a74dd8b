import { cpus, release, totalmem, type } from 'node:os';

/** `2026-11-28, Node 20.20.2, 2 × AMD EPYC, 24 GiB, Linux 6.18.44` */
export function describeMachine(): string {
  const processors = cpus();
  const memoryGiB = Math.round(totalmem() / 2 ** 30);
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, Node ${process.versions.node}, ${processors.length} × ${processors[0]?.model.trim()}, ${memoryGiB} GiB, ${type()} ${release()}`;
}
