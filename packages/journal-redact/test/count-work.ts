type Method = 'slice' | 'indexOf' | 'lastIndexOf' | 'includes' | 'split';

/**
 * Counts the characters at which methods of regular expressions and of strings look while something runs, and their
 * calls, instead of the time that it takes.
 */
export function countWork(run: () => unknown): number {
  let work = 0;
  const restore = [
    countMatches((length) => {
      work += length;
    }),
    ...(['slice', 'indexOf', 'lastIndexOf', 'includes', 'split'] as const).map((method) =>
      countCharacters(method, (length) => {
        work += length;
      }),
    ),
  ];
  try {
    run();
  } finally {
    for (const one of restore) one();
  }
  return work;
}

const indexOf = String.prototype.indexOf as (...parameters: unknown[]) => number;

/** All other methods that match call this one. */
function countMatches(add: (length: number) => void): () => void {
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (text) {
    const match = exec.call(this, text);
    const read = this.sticky ? 0 : (match?.index ?? text.length);
    add(1 + read + (match?.[0].length ?? 0));
    return match;
  };
  return () => {
    RegExp.prototype.exec = exec;
  };
}

function countCharacters(method: Method, add: (length: number) => void): () => void {
  const original = String.prototype[method] as (...parameters: unknown[]) => unknown;
  function counted(this: string, ...parameters: unknown[]): unknown {
    const result = Reflect.apply(original, this, parameters);
    add(
      1 + readFor(this, parameters, typeof result === 'boolean' ? indexOf.apply(this, parameters) : result),
    );
    return result;
  }
  Object.assign(String.prototype, { [method]: counted });
  return () => {
    Object.assign(String.prototype, { [method]: original });
  };
}

function readFor(text: string, parameters: readonly unknown[], result: unknown): number {
  if (typeof result === 'string') return result.length;
  if (typeof result !== 'number') return text.length;
  const from = Number(parameters[1] ?? 0);
  return Math.abs((result === -1 ? text.length : result) - from);
}
