import { READ_BUFFER_BYTES } from '../constants.js';
import type { ByteSource } from './byte-source.js';

/** The same bytes, of which the next ones are on their way while the ones before are looked at. */
export function readAhead(source: ByteSource): ByteSource {
  let [current, other] = [
    Buffer.allocUnsafeSlow(READ_BUFFER_BYTES),
    Buffer.allocUnsafeSlow(READ_BUFFER_BYTES),
  ];
  /** What has come and was not taken yet, in the current buffer. */
  let rest = current.subarray(0, 0);
  /** How many bytes come into the other one. */
  let coming: Promise<number> | undefined;

  function ask(): Promise<number> {
    coming = source.read(other, 0);
    // Whoever reads on is told.
    coming.catch(() => undefined);
    return coming;
  }

  return {
    storedSize: source.storedSize,
    async read(buffer, at) {
      if (rest.length === 0) {
        const isAhead = coming !== undefined;
        let count = await (coming ?? ask());
        // What has been written since then is read as well.
        if (count === 0 && isAhead) count = await ask();
        coming = undefined;
        [current, other] = [other, current];
        rest = current.subarray(0, count);
        if (count > 0) void ask();
      }
      const taken = rest.copy(buffer, at);
      rest = rest.subarray(taken);
      return taken;
    },
    async close() {
      await coming?.catch(() => undefined);
      await source.close();
    },
  };
}
