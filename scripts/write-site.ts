/** Writes the documentation as static pages into `dist/site/`: guides, the README of each package, and the API. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Application, Converter, type DocumentReflection, type ProjectReflection } from 'typedoc';
import { listFiles, root } from '../tests/workspace.js';
import { listPublishedPackages } from './release/published-packages.js';

const SITE = join(root, 'dist/site');
const PAGES =
  /^(?:docs\/.*|(?:packages|apps)\/[^/]+\/README|bench\/README|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT)\.md$/;
/** How pages are grouped, by the folder that they are in, from the narrowest to the widest. */
const GROUPS: readonly (readonly [folder: string, group: string])[] = [
  ['docs/guides/', 'Guides'],
  ['docs/decisions/', 'Decisions'],
  ['docs/', 'Reference'],
  ['packages/', 'Packages'],
];
/** Of the blocks of code in all pages. */
const LANGUAGES = [
  'dockerfile',
  'html',
  'ini',
  'json',
  'jsonl',
  'markdown',
  'sh',
  'sql',
  'ts',
  'xml',
  'yaml',
] as const;

const packages = listPublishedPackages(root);
/** What each source file that is an entry is imported as. */
const entries = new Map(
  packages.flatMap(({ folder, manifest }) =>
    Object.entries(manifest.exports ?? {}).flatMap(([entry, target]) => {
      const source = (target as Record<string, string>)['@opta/source'];
      return source === undefined
        ? []
        : [[join(root, folder, source), manifest.name + entry.slice(1)] as const];
    }),
  ),
);
/** A file that a page links to and that is no page itself is copied beside the site as it is. */
const pages = listFiles(root).filter((file) => PAGES.test(file));
const groups = new Map(
  pages.map((page) => {
    const [, group] = GROUPS.find(([folder]) => page.startsWith(folder)) ?? [];
    return [titleOf(readFileSync(join(root, page), 'utf8')), group];
  }),
);

const app = await Application.bootstrap({
  name: 'Opta journal',
  readme: join(root, 'README.md'),
  entryPoints: [...entries.keys()],
  projectDocuments: pages.map((page) => join(root, page)),
  tsconfig: join(root, 'tsconfig.site.json'),
  // The types are checked by `typecheck`.
  skipErrorChecking: true,
  excludeInternal: true,
  excludePrivate: true,
  disableSources: true,
  treatWarningsAsErrors: true,
  hideGenerator: true,
  navigation: { includeGroups: true },
  groupOrder: ['Guides', 'Reference', 'Packages', 'Project', 'Decisions', 'Modules', '*'],
  highlightLanguages: [...LANGUAGES],
});
app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, page) => placeDocument(page));
const project = await app.convert();
if (project === undefined) throw new Error('The sources could not be read.');
nameModules(project);
app.validate(project);
await app.generateDocs(project, SITE);
// A page without warnings only: each is a link that leads nowhere or a comment that is not read.
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;

/** Each module bears the name that it is imported by. */
function nameModules(project: ProjectReflection): void {
  for (const module of project.children ?? []) {
    const source = project.getSymbolIdFromReflection(module)?.fileName;
    const name = source === undefined ? undefined : entries.get(source);
    if (name === undefined) throw new Error(`The module ${module.name} is no entry of a package.`);
    module.name = name;
  }
}

/** Each page bears its heading, since most files are called README, and stands among those of its folder. */
function placeDocument(page: DocumentReflection): void {
  page.name = titleOf(page.content.map(({ text }) => text).join(''));
  page.frontmatter.group = groups.get(page.name) ?? 'Project';
}

function titleOf(text: string): string {
  return /^# (.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? 'untitled';
}
