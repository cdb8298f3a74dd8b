import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The folder of the package in which a module lies, and its name. */
const PACKAGE = /^(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//;
const LICENCE_FILE = /^licen[cs]e/i;

/** Writes the licences of all packages of which something is in the page and its workers into one file beside them. */
export class BundledLicences {
  readonly #folders = new Map<string, string>();

  /** Notes what is bundled. */
  note(): Plugin {
    return {
      name: 'note-bundled-packages',
      generateBundle: (_, bundle) => {
        for (const chunk of Object.values(bundle)) {
          for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) this.#add(id);
        }
      },
    };
  }

  /** Writes the file once everything is bundled. */
  write(path: string): Plugin {
    return { name: 'write-licences', closeBundle: () => writeFileSync(path, this.#text()) };
  }

  #add(id: string): void {
    const [, folder, name] = PACKAGE.exec(id) ?? [];
    if (folder !== undefined && name !== undefined) this.#folders.set(folder, name);
  }

  #text(): string {
    const parts = [...this.#folders].map(([folder, name]) => describe(folder, name)).sort();
    return `The page and its workers hold parts of these packages.\n\n${parts.join('\n')}`;
  }
}

function describe(folder: string, name: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licence =
    manifest.license ?? manifest.licenses.map(({ type }: { type: string }) => type).join(' or ');
  const file = readdirSync(folder).find((entry) => LICENCE_FILE.test(entry));
  const text =
    file === undefined
      ? `Copyright ${manifest.author?.name ?? manifest.author}. The package brings no text of its licence.`
      : readFileSync(join(folder, file), 'utf8').trim();
  return `## ${name} ${manifest.version} (${licence})\n\n${text}\n`;
}
