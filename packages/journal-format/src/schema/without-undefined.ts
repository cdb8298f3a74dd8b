/** Deeper than any log; what lies below is left to the checks, which refuse it. */
const MAX_DEPTH = 40;

/** A copy of plain data without the keys whose value is `undefined`: they mean the same as absent ones. */
export function withoutUndefined(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return value;
  if (Array.isArray(value)) return value.map((item) => withoutUndefined(item, depth + 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === undefined ? [] : [[key, withoutUndefined(item, depth + 1)]],
    ),
  );
}
