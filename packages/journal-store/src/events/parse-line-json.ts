const NUMBER_THAT_IS_NONE = /"|NaN|-?Infinity/g;

export interface LineJson {
  /** The line, or what it reads as. */
  json: string;
  value: unknown;
}

/**
 * The JSON on a line, or undefined if there is none. Python also writes `NaN`, `Infinity` and `-Infinity`, which no
 * other parser takes: they read as null.
 */
export function parseLineJson(line: string): LineJson | undefined {
  const parsed = safeParse(line);
  if (parsed !== undefined || !/NaN|Infinity/.test(line)) return parsed;
  const mended = withoutPythonNumbers(line);
  return mended === undefined ? undefined : safeParse(mended);
}

function safeParse(json: string): LineJson | undefined {
  try {
    return { json, value: JSON.parse(json) as unknown };
  } catch {
    return undefined;
  }
}

/** In time that grows with the length only: a damaged line may be large. */
function withoutPythonNumbers(line: string): string | undefined {
  let mended = '';
  let done = 0;
  NUMBER_THAT_IS_NONE.lastIndex = 0;
  for (let match = NUMBER_THAT_IS_NONE.exec(line); match !== null; match = NUMBER_THAT_IS_NONE.exec(line)) {
    if (match[0] === '"') {
      const end = endOfText(line, match.index);
      if (end === -1) return undefined;
      NUMBER_THAT_IS_NONE.lastIndex = end + 1;
      continue;
    }
    mended += `${line.slice(done, match.index)}null`;
    done = match.index + match[0].length;
  }
  return mended + line.slice(done);
}

/** Where a JSON string that begins at `start` has its closing quote; -1 if it has none. */
function endOfText(line: string, start: number): number {
  let end = line.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(line, end)) end = line.indexOf('"', end + 1);
  return end;
}

function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (line[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}
