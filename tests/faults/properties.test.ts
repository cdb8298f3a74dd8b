import { missingRequirement } from 'test-kit';
import { describe, expect, it } from 'vitest';
import { PROPERTIES } from './properties.js';

describe.each(PROPERTIES)('$name', ({ promise, requirement, shortRounds, run }) => {
  const missing = requirement === undefined ? undefined : missingRequirement(requirement);
  it.skipIf(missing !== undefined)(missing === undefined ? promise : `${promise} (${missing})`, async () => {
    expect(Object.keys(await run(shortRounds)).length).toBeGreaterThan(0);
  });
});
