import type { StoredLog } from './stored-log.js';

/** Size and both times of a log, and the same memory as 32-bit words. */
const numbers = new Float64Array(3);
const words = new Uint32Array(numbers.buffer);

/**
 * A text that is another one after a log was added, removed or changed. It does not depend on their order.
 *
 * @remarks 64 bits, each log's added up: what must not be wrong once in 10^19 times needs the stamps themselves.
 */
export function digestLogs(logs: Iterable<StoredLog>): string {
  let [count, low, high] = [0, 0, 0];
  for (const { fileName, size, modifiedAt, changedAt } of logs) {
    count += 1;
    numbers[0] = size;
    numbers[1] = modifiedAt;
    numbers[2] = changedAt;
    let [a, b] = [0x811c9dc5, 0x9747b28c];
    for (let index = 0; index < fileName.length; index += 1) {
      const code = fileName.charCodeAt(index);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x5bd1e995);
    }
    for (const word of words) {
      a = scatter(a ^ word);
      b = scatter(Math.imul(b, 0x27d4eb2f) + word);
    }
    low = (low + a) >>> 0;
    high = (high + b) >>> 0;
  }
  return `${count}-${high.toString(16)}-${low.toString(16)}`;
}

/** Source: the finalizer of MurmurHash3, by which every bit depends on every other. */
function scatter(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
