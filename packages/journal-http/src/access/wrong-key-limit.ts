import { isIPv6 } from 'node:net';
import { MAX_REMEMBERED_ADDRESSES } from '../constants.js';

export interface WrongKeyLimitOptions {
  /** Wrong keys of one address within a window, a whole number from 1. */
  maxWrongKeys: number;
  /** Milliseconds of a window. */
  windowMs: number;
}

/** Counts the wrong keys of each address, so that nobody can try them all. An unknown address has no limit. */
export interface WrongKeyLimit {
  /** Milliseconds that an address has to wait, whatever its key; 0: none. */
  waitMs(address: string | undefined): number;
  count(address: string | undefined): void;
}

interface Window {
  endsAt: number;
  wrongKeys: number;
}

/** @param clock - milliseconds that never go back */
export function createWrongKeyLimit(
  { maxWrongKeys, windowMs }: WrongKeyLimitOptions,
  clock: () => number = () => performance.now(),
): WrongKeyLimit {
  const windows = new Map<string, Window>();

  const currentWindow = (network: string): Window | undefined => {
    const window = windows.get(network);
    return window !== undefined && window.endsAt > clock() ? window : undefined;
  };

  return {
    waitMs(address) {
      if (address === undefined) return 0;
      const window = currentWindow(networkOf(address));
      return window === undefined || window.wrongKeys < maxWrongKeys ? 0 : window.endsAt - clock();
    },
    count(address) {
      if (address === undefined) return;
      const network = networkOf(address);
      const window = currentWindow(network) ?? { endsAt: clock() + windowMs, wrongKeys: 0 };
      window.wrongKeys += 1;
      // Taken out and put in, so that the map is in the order of the last wrong key.
      windows.delete(network);
      windows.set(network, window);
      const [silentLongest] = windows.keys();
      if (windows.size > MAX_REMEMBERED_ADDRESSES && silentLongest !== undefined)
        windows.delete(silentLongest);
    },
  };
}

/** Of IPv6 the first 64 bits: who has one address of such a network mostly has all. */
function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!isIPv6(plain) || plain.includes('.')) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(8 - groups.length - rest.length).fill('0');
  return [...groups, ...zeros, ...rest].slice(0, 4).join(':');
}
