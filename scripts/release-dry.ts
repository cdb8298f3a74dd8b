/**
 * Everything of a release but the publishing: builds the commit twice from nothing, looks at what would be
 * published, and uses it as others would. Leaves tarballs, their checksums and the bill of materials in `dist/release/`.
 */

import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { runOk } from '../tests/run-command.js';
import { root } from '../tests/workspace.js';
import { buildBillOfMaterials } from './release/bill-of-materials.js';
import { ESBUILD_VERSION, gzipBundleBytes } from './release/bundle-size.js';
import { CheckList } from './release/check-list.js';
import { type CleanBuild, cleanBuild } from './release/clean-build.js';
import { fileDigest } from './release/file-digest.js';
import { findBillProblems } from './release/find-bill-problems.js';
import { findLicenceProblems } from './release/find-licence-problems.js';
import { findSizeProblems } from './release/find-size-problems.js';
import { findTarballDifferences } from './release/find-tarball-differences.js';
import {
  findContentProblems,
  findPublintProblems,
  findTypeProblems,
} from './release/find-tarball-problems.js';
import { createForeignProject } from './release/foreign-project.js';
import { findNode, NODE_VERSIONS } from './release/node-versions.js';
import { packageSize } from './release/package-sizes.js';
import { pnpm } from './release/pnpm.js';
import { listProductionComponents } from './release/production-components.js';
import { listPublishedPackages, type PublishedPackage } from './release/published-packages.js';
import { SIZE_BUDGETS } from './release/size-budgets.js';
import { usePackages } from './release/use-packages.js';

const OUTPUT = join(root, 'dist/release');
const checks = new CheckList();
const folder = mkdtempSync(join(tmpdir(), 'opta-release-'));
rmSync(OUTPUT, { recursive: true, force: true });

try {
  await checkRelease();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = checks.finish();

async function checkRelease(): Promise<void> {
  const commit = (await runOk('git', ['rev-parse', 'HEAD'], { cwd: root })).trim();
  if ((await runOk('git', ['status', '--porcelain'], { cwd: root })) !== '') {
    console.log('note  the work tree differs from the commit, which alone is checked');
  }
  let first: CleanBuild | undefined;
  await checks.run('a clean clone builds and packs', async () => {
    first = await cleanBuild(root, commit, join(folder, 'first'));
    return `${first.tarballs.size} tarballs of ${commit}`;
  });
  if (first === undefined) return;
  const { workspace, tarballs } = first;
  const packages = listPublishedPackages(workspace);

  await checks.run('a second clone gives the same bytes', () => compareWithSecond(tarballs, commit));
  await checkEach('publint', tarballs, findPublintProblems);
  await checkEach('are the types wrong', tarballs, findTypeProblems);
  await checkEach('content', tarballs, findContentProblems);
  await checks.run('no dead code', async () => {
    await pnpm(['run', 'knip'], { cwd: workspace });
    return 'knip finds none';
  });
  await checkComponents(workspace, commit);
  await checks.run('package sizes', () => checkPackageSizes(tarballs));
  await checkForeignProjects(tarballs, packages);
  keepTarballs(tarballs);
}

async function compareWithSecond(tarballs: ReadonlyMap<string, string>, commit: string): Promise<string> {
  // Another path of another length and other rights for new files: neither may show.
  const umask = process.umask(0o077);
  let second: CleanBuild;
  try {
    second = await cleanBuild(root, commit, join(folder, 'the second one, elsewhere'));
  } finally {
    process.umask(umask);
  }
  throwProblems(findTarballDifferences(tarballs, second.tarballs));
  return `${tarballs.size} tarballs, by SHA-256`;
}

async function checkEach(
  name: string,
  tarballs: ReadonlyMap<string, string>,
  find: (tarball: string) => Promise<string[]> | string[],
): Promise<void> {
  await checks.run(name, async () => {
    const problems: string[] = [];
    for (const [packageName, tarball] of tarballs) {
      problems.push(...(await find(tarball)).map((problem) => `${packageName}: ${problem}`));
    }
    throwProblems(problems);
    return `nothing against ${tarballs.size} tarballs`;
  });
}

async function checkComponents(workspace: string, commit: string): Promise<void> {
  const components = listProductionComponents(workspace);
  await checks.run('licences', () => {
    throwProblems(findLicenceProblems(components));
    return `${components.length} packages, ${[...new Set(components.map(({ license }) => license))].join(', ')}`;
  });
  await checks.run('bill of materials', async () => {
    const seconds = await runOk('git', ['show', '--no-patch', '--format=%ct', commit], { cwd: workspace });
    const timestamp = new Date(Number(seconds) * 1_000).toISOString();
    const bill = buildBillOfMaterials({ name: 'opta-journal', version: commit, timestamp }, components);
    throwProblems(findBillProblems(bill));
    mkdirSync(OUTPUT, { recursive: true });
    writeFileSync(join(OUTPUT, 'bill-of-materials.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`);
    return `${bill.components.length} components`;
  });
}

function checkPackageSizes(tarballs: ReadonlyMap<string, string>): string {
  throwProblems(findSizeProblems(tarballs));
  let bytes = 0;
  for (const tarball of tarballs.values()) bytes += packageSize(tarball).packedBytes;
  return `${tarballs.size} packages within their budgets, ${bytes} bytes packed in all`;
}

async function checkForeignProjects(
  tarballs: ReadonlyMap<string, string>,
  packages: readonly PublishedPackage[],
): Promise<void> {
  for (const version of NODE_VERSIONS) {
    const node = await findNode(version, folder);
    for (const manager of ['npm', 'pnpm'] as const) {
      const major = version.split('.')[0];
      const name = `a foreign project with ${manager} on Node ${major}`;
      if ('why' in node) {
        checks.skip(name, node.why);
        continue;
      }
      await checks.run(name, async () => {
        const path = join(folder, `${manager}-${major}`);
        const project = await createForeignProject({ path, manager, tarballs, nodePath: node.path });
        await usePackages(project, packages);
        return `every entry, an update log, a session, the command, on ${(await project.runNodeOk('--version')).trim()}`;
      });
    }
  }
  await checks.run('size of the formatter in a browser', async () => {
    const devDependencies = { esbuild: ESBUILD_VERSION };
    const project = await createForeignProject({
      path: join(folder, 'bundle'),
      manager: 'npm',
      tarballs,
      devDependencies,
    });
    const sizes: string[] = [];
    const problems: string[] = [];
    for (const { name, code, gzipBytes } of SIZE_BUDGETS.entries) {
      const bytes = await gzipBundleBytes(project, code);
      sizes.push(`${name} ${bytes}`);
      if (bytes > gzipBytes) problems.push(`${name} has ${bytes} bytes after gzip, may ${gzipBytes}`);
    }
    throwProblems(problems);
    return `${sizes.join(', ')} bytes after gzip`;
  });
}

function keepTarballs(tarballs: ReadonlyMap<string, string>): void {
  const lines = [...tarballs.values()].map((tarball) => {
    cpSync(tarball, join(OUTPUT, basename(tarball)));
    return `${fileDigest(tarball)}  ${basename(tarball)}\n`;
  });
  writeFileSync(join(OUTPUT, 'SHA256SUMS'), lines.join(''));
}

function throwProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join('\n      '));
}
