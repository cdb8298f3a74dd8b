/** Positions of bytes, both inclusive. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * The part that a Range header asks for.
 *
 * @param size - bytes of the whole
 * @returns undefined where the whole is to be sent: for several parts, another unit, or what is no range
 * @remarks Source: RFC 9110, 14.1.2.
 */
export function readRange(header: string, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    const length = Number(last);
    return length === 0 || size === 0 ? 'unsatisfiable' : { from: Math.max(0, size - length), to: size - 1 };
  }
  const from = Number(first);
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && Number(last) < from) return undefined;
  return from >= size ? 'unsatisfiable' : { from, to };
}
