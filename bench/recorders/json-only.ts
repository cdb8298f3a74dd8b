import { wholeRecordOf } from '../benchmarks/record-samples.js';
import type { Recorder } from './recorder.js';

/** No writer at all: what it costs to make the text of each record, its time included. */
export function createJsonWithTime(): Recorder {
  let characters = 0;
  return {
    record: (event) => {
      characters += JSON.stringify(wholeRecordOf(event)).length;
    },
    flush: () => used(characters),
  };
}

/** The same where the record is there already, with the text of its time: `JSON.stringify` and nothing else. */
export function createJsonOnly(): Recorder {
  let characters = 0;
  return {
    record: (record) => {
      characters += JSON.stringify(record).length;
    },
    flush: () => used(characters),
  };
}

/** So that the work is not left out. */
async function used(characters: number): Promise<void> {
  if (characters === 0) throw new Error('Nothing was recorded.');
}
