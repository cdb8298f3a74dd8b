import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../../tests/workspace.js';
import type { ForeignProject } from './foreign-project.js';
import type { PublishedPackage } from './published-packages.js';

/**
 * Does in a foreign project what its owner would: imports every entry, formats an update log, journals a
 * session, runs the command. Throws at the first thing that is not as it should be.
 */
export async function usePackages(
  project: ForeignProject,
  packages: readonly PublishedPackage[],
): Promise<void> {
  const entries = packages.flatMap(({ manifest }) =>
    Object.keys(manifest.exports ?? {})
      .filter((entry) => entry !== './package.json')
      .map((entry) => manifest.name + entry.slice(1)),
  );
  const imports = entries.map((entry) => `await import(${JSON.stringify(entry)});`).join('\n');
  await project.runNodeOk('--input-type=module', '--eval', imports);

  writeConsumer(project, 'formatter');
  const formatted = await project.runNodeOk('out/formatter.js');
  expectMatch('The name of an update log', formatted, /^007_2026-02-24_raise-the-context-window\.md\n$/);

  writeConsumer(project, 'runtime');
  const { session, update } = JSON.parse(await project.runNodeOk('out/runtime.js'));
  const sessionLog = readFileSync(join(project.path, 'logs/sessions', session), 'utf8');
  expectMatch('The session log', sessionLog, /\| model_loaded \| 1 \|/);
  expectMatch(
    'The update log',
    readFileSync(join(project.path, 'logs/updates', update), 'utf8'),
    /^id: 200$/m,
  );

  const cli = packages.find(({ manifest }) => manifest.bin?.['opta-journal'] !== undefined);
  if (cli === undefined) throw new Error('No package has the command opta-journal.');
  const command = join('node_modules', cli.manifest.name, cli.manifest.bin?.['opta-journal'] ?? '');
  const version = await project.runNodeOk(command, '--version');
  if (version !== `${cli.manifest.version}\n`) throw new Error(`opta-journal --version says ${version}`);
}

/** The same programs that the tests compile with all checks; here only their types are taken away. */
function writeConsumer(project: ForeignProject, name: string): void {
  const source = readFileSync(join(root, `tests/consumer/${name}.ts`), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  mkdirSync(join(project.path, 'out'), { recursive: true });
  writeFileSync(join(project.path, `out/${name}.js`), outputText);
}

function expectMatch(what: string, text: string, pattern: RegExp): void {
  if (!pattern.test(text)) throw new Error(`${what} does not match ${pattern}:\n${text.slice(0, 2_000)}`);
}
