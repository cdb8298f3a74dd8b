import { createHash } from 'node:crypto';
import type { Component } from './production-components.js';

export interface BillOfMaterials {
  $schema: string;
  bomFormat: 'CycloneDX';
  specVersion: '1.6';
  serialNumber: string;
  version: 1;
  metadata: { timestamp: string; component: BillComponent };
  components: BillComponent[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

interface BillComponent {
  type: 'library' | 'application';
  'bom-ref': string;
  name: string;
  group?: string;
  version: string;
  description?: string;
  purl?: string;
  licenses?: ({ license: { id: string } } | { expression: string })[];
  hashes?: { alg: 'SHA-512'; content: string }[];
}

export interface BillSubject {
  name: string;
  /** The commit that was built. */
  version: string;
  /** When that commit was made. */
  timestamp: string;
}

/**
 * A software bill of materials in CycloneDX 1.6. The same components and commit give the same bytes.
 *
 * Source: https://cyclonedx.org/docs/1.6/json/, https://github.com/package-url/purl-spec.
 */
export function buildBillOfMaterials(
  subject: BillSubject,
  components: readonly Component[],
): BillOfMaterials {
  const subjectRef = `${subject.name}@${subject.version}`;
  const body = {
    metadata: {
      timestamp: subject.timestamp,
      component: {
        type: 'application' as const,
        'bom-ref': subjectRef,
        name: subject.name,
        version: subject.version,
      },
    },
    components: components.map(describeComponent),
    dependencies: [
      { ref: subjectRef, dependsOn: components.filter(({ isOurs }) => isOurs).map(packageUrl) },
      ...components.map((component) => ({
        ref: packageUrl(component),
        dependsOn: component.dependsOn.map(packageUrlOf),
      })),
    ],
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: serialNumber(JSON.stringify(body)),
    version: 1,
    ...body,
  };
}

function describeComponent(component: Component): BillComponent {
  const { license = '', description, integrity } = component;
  const [group, name] = component.name.startsWith('@')
    ? (component.name.split('/') as [string, string])
    : [undefined, component.name];
  return {
    type: 'library',
    'bom-ref': packageUrl(component),
    ...(group === undefined ? {} : { group }),
    name,
    version: component.version,
    ...(description === undefined ? {} : { description }),
    licenses: [/ (?:OR|AND) /.test(license) ? { expression: license } : { license: { id: license } }],
    purl: packageUrl(component),
    ...(integrity?.startsWith('sha512-')
      ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }] }
      : {}),
  };
}

function packageUrl({ name, version }: Component): string {
  return packageUrlOf(`${name}@${version}`);
}

function packageUrlOf(id: string): string {
  return `pkg:npm/${id.replace(/^@/, '%40')}`;
}

/** A UUID of version 8 (free form) from the content, so that the same release has the same number. */
function serialNumber(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return `urn:uuid:${[...parts, hex.slice(20, 32)].join('-')}`;
}
