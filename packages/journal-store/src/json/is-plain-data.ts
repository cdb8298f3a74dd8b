import { MAX_DATA_DEPTH } from '../constants.js';

const { getPrototypeOf, prototype: OBJECT_PROTOTYPE } = Object;

/** Characters and values that may still come in the look that is under way. One variable: no allocation. */
let unitsLeft = 0;

/**
 * Whether `JSON.stringify` gives a faithful text for a value in a time that its size limit bounds: only plain
 * objects, arrays, strings, booleans, null and numbers, not deep and not large. Anything else, also one that
 * throws when it is looked at, is for the careful encoder.
 */
export function isPlainData(value: unknown, maxUnits: number): boolean {
  unitsLeft = maxUnits;
  return isPlain(value, MAX_DATA_DEPTH) && unitsLeft >= 0;
}

function isPlain(value: unknown, depth: number): boolean {
  if (typeof value === 'string') {
    unitsLeft -= value.length;
    return true;
  }
  if (typeof value === 'number' || typeof value === 'boolean' || value === null || value === undefined) {
    return true;
  }
  if (typeof value !== 'object' || depth === 0) return false;
  return Array.isArray(value) ? isPlainArray(value, depth) : isPlainObject(value, depth);
}

function isPlainArray(array: unknown[], depth: number): boolean {
  unitsLeft -= array.length;
  if (unitsLeft < 0) return false;
  for (let index = 0; index < array.length; index += 1) {
    if (!isPlain(array[index], depth - 1)) return false;
  }
  return true;
}

function isPlainObject(object: object, depth: number): boolean {
  const prototype = getPrototypeOf(object);
  if (prototype !== OBJECT_PROTOTYPE && prototype !== null) return false;
  for (const key in object) {
    unitsLeft -= key.length + 1;
    if (unitsLeft < 0 || !isPlain((object as Record<string, unknown>)[key], depth - 1)) return false;
  }
  return true;
}
