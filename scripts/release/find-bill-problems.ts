import type { BillOfMaterials } from './bill-of-materials.js';

/** What is wrong with the shape of a bill of materials: everything is there once, and is known by its name. */
export function findBillProblems(bill: BillOfMaterials): string[] {
  const problems: string[] = [];
  const known = new Set([bill.metadata.component['bom-ref']]);
  for (const { 'bom-ref': ref, purl, licenses, name } of bill.components) {
    if (known.has(ref)) problems.push(`${ref} is there twice`);
    known.add(ref);
    if (!/^pkg:npm\/(?:%40[^/@]+\/)?[^/@]+@\d+\.\d+\.\d+/.test(purl ?? '')) problems.push(`${name}: ${purl}`);
    if (JSON.stringify(licenses).includes('""')) problems.push(`${ref} has no licence`);
  }
  const described = bill.dependencies.map(({ ref }) => ref);
  if (new Set(described).size !== known.size) problems.push('not every component tells what it depends on');
  for (const { ref, dependsOn } of bill.dependencies) {
    for (const target of [ref, ...dependsOn])
      if (!known.has(target)) problems.push(`${ref}: ${target} is unknown`);
  }
  return problems;
}
