import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { listWorkspacePackages } from '../tests/workspace.js';

interface ErrorRow {
  meaning: string;
  fix: string;
}

const HEAD = `# Errors

Every error that a package throws or hands to \`onError\` carries one of these codes as \`error.code\`. Codes are never renamed and never used for something else. This page is written from the tables in the sources by \`pnpm run docs:errors\`.
`;

/** The text of docs/errors.md, from the table in each package's errors.ts. */
export async function buildErrorDocs(): Promise<string> {
  const sections: string[] = [];
  for (const { path, manifest } of listWorkspacePackages()) {
    const file = join(path, 'src/errors.ts');
    if (!existsSync(file) || !manifest.name.startsWith('@opta/journal-')) continue;
    const constant = `${manifest.name.slice('@opta/'.length).replaceAll('-', '_').toUpperCase()}_ERRORS`;
    const table: Record<string, ErrorRow> | undefined = (await import(pathToFileURL(file).href))[constant];
    if (table === undefined) throw new Error(`${file} exports no ${constant}`);
    sections.push(buildSection(manifest.name, table));
  }
  return [HEAD, ...sections].join('\n');
}

function buildSection(name: string, table: Record<string, ErrorRow>): string {
  const rows = Object.entries(table).map(
    ([code, { meaning, fix }]) => `| \`${code}\` | ${cell(meaning)} | ${cell(fix)} |`,
  );
  return [`## ${name}`, '', '| code | meaning | how to solve |', '|---|---|---|', ...rows, ''].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
