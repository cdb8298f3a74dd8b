import type { UpdateLogInput } from '@opta/journal-runtime';
import type { LogOptions } from './log-options.js';
import { readSeries } from './read-series.js';

/** What the command line says, as `writeUpdateLog` takes it. */
export function buildInput(summary: string, options: LogOptions): UpdateLogInput {
  const { title, category, versionBefore, versionAfter, commit, author, slug, promoted } = options;
  const { series, step, input } = options;
  return {
    summary,
    ...(title === undefined ? {} : { title }),
    ...(category === undefined ? {} : { category }),
    ...(series === undefined ? {} : { series: readSeries(series) }),
    ...(slug === undefined ? {} : { slug }),
    ...(versionBefore === undefined ? {} : { versionBefore }),
    ...(versionAfter === undefined ? {} : { versionAfter }),
    ...(commit === undefined ? {} : { commit }),
    ...(author === undefined ? {} : { author }),
    ...(promoted === undefined ? {} : { promoted }),
    ...(step === undefined ? {} : { steps: step }),
    ...(input === undefined ? {} : { commandInputs: input }),
  };
}
