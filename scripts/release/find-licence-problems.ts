import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Component } from './production-components.js';

const allowed = new Set<string>(
  JSON.parse(readFileSync(join(import.meta.dirname, 'allowed-licences.json'), 'utf8')),
);

/** Names every component whose licence is not in `allowed-licences.json`. */
export function findLicenceProblems(components: readonly Component[]): string[] {
  return components
    .filter(({ license }) => !isAllowed(license ?? ''))
    .map(({ name, version, license }) => `${name}@${version} has the licence ${license ?? 'of nobody'}`);
}

/** Of alternatives one is enough; of what holds together all have to be allowed. */
function isAllowed(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((id) => allowed.has(id.trim())));
}
