import type { RuntimeFacts } from '../facts/runtime-facts.js';

/** Whether a runtime had a model: as its own, or among those that it loaded, checked or asked. */
export function hadModel({ model, models }: RuntimeFacts, name: string): boolean {
  return model === name || models.some((one) => one.model === name);
}

/** The facts of a runtime that concern one model, and those that concern the whole runtime. */
export function ofModel(facts: RuntimeFacts, name: string): RuntimeFacts {
  return {
    ...facts,
    models: facts.models.filter(({ model }) => model === name),
    failures: facts.failures.filter(({ subject }) => subject === name),
  };
}
