import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { buildBillOfMaterials } from '../scripts/release/bill-of-materials.js';
import { findBillProblems } from '../scripts/release/find-bill-problems.js';
import { findLicenceProblems } from '../scripts/release/find-licence-problems.js';
import { type Component, listProductionComponents } from '../scripts/release/production-components.js';
import { listPublishedPackages } from '../scripts/release/published-packages.js';
import { SIZE_BUDGETS } from '../scripts/release/size-budgets.js';
import { root } from './workspace.js';

const components = listProductionComponents(root);
const subject = { name: 'opta-journal', version: 'f00d', timestamp: '2026-11-28T10:00:00.000Z' };
const withLicence = (license: string): Component => ({
  name: 'a',
  version: '1.0.0',
  license,
  isOurs: false,
  dependsOn: [],
});

describe('what comes with the published packages', () => {
  it('is all of them, what they depend on, and what is built into the viewer', () => {
    const names = components.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(listPublishedPackages(root).map(({ manifest }) => manifest.name)),
    );
    expect(names).toEqual(
      expect.arrayContaining(['mdast-util-from-markdown', 'micromark', 'preact', 'uplot']),
    );
    expect(names.filter((name) => /^(?:vitest|typescript|test-kit|fastify)$/.test(name))).toEqual([]);
  });

  it('has licences that are allowed', () => {
    expect(findLicenceProblems(components)).toEqual([]);
  });

  it('has a size budget for each', () => {
    const names = listPublishedPackages(root).map(({ manifest }) => manifest.name);
    expect(Object.keys(SIZE_BUDGETS.packages).sort()).toEqual(names.sort());
  });
});

describe('the look at licences', () => {
  it('takes one that is allowed, or a choice that has one', () => {
    expect(findLicenceProblems(['MIT', '(MIT OR GPL-3.0)', '(ISC AND MIT)'].map(withLicence))).toEqual([]);
  });

  it.each(['GPL-3.0', '(MIT AND GPL-3.0)', 'SEE LICENSE IN LICENSE', ''])('refuses %j', (license) => {
    expect(findLicenceProblems([withLicence(license)])).toHaveLength(1);
  });
});

describe('the bill of materials', () => {
  it('is sound, and the same each time', () => {
    const bill = buildBillOfMaterials(subject, components);
    expect(findBillProblems(bill)).toEqual([]);
    expect(buildBillOfMaterials(subject, listProductionComponents(root))).toEqual(bill);
    expect(bill.serialNumber).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
  });

  it('is found wrong where something is twice, unknown or without a licence', () => {
    const wrong = { ...withLicence(''), dependsOn: ['b@1.0.0'] };
    expect(findBillProblems(buildBillOfMaterials(subject, [wrong, wrong]))).toEqual([
      'pkg:npm/a@1.0.0 has no licence',
      'pkg:npm/a@1.0.0 is there twice',
      'pkg:npm/a@1.0.0 has no licence',
      'pkg:npm/a@1.0.0: pkg:npm/b@1.0.0 is unknown',
      'pkg:npm/a@1.0.0: pkg:npm/b@1.0.0 is unknown',
    ]);
  });
});

describe('the manifest of a tarball', () => {
  const { hooks } = createRequire(import.meta.url)('../scripts/release/packing-hooks.cjs');

  it('has its dependencies in one order, whatever order pnpm resolved them in', () => {
    const { dependencies } = hooks.beforePacking({ dependencies: { b: '2', a: '1', '@c/d': '3' } }, root);
    expect(Object.keys(dependencies)).toEqual(['@c/d', 'a', 'b']);
  });
});
