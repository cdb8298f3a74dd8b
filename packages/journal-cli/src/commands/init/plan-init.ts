import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { STATE_DIRECTORY } from '@opta/journal-fs';
import { JournalCliError } from '../../errors.js';
import { attributeLines, ignoreLines } from './git-lines.js';
import type { InitChoices } from './init-choices.js';
import { planBlock } from './marked-block.js';

/** What becomes of one file. */
export interface InitStep {
  /** `guide`: a README that the store writes. `keep`: it has everything already. */
  action: 'create' | 'append' | 'guide' | 'keep';
  path: string;
  /** The new file, or what is put at the end of the one that is there. */
  text: string;
}

/** Names of what the store puts into its folders, where it is missing. */
const SESSION_GUIDES = ['README.md', 'SESSION_FORMAT.md'];
const UPDATE_GUIDES = ['README.md'];

/**
 * What setting up a journal writes. Nothing is changed.
 *
 * @throws {JOURNAL_CLI_CONFIG_EXISTS} when lines of ours are there with another choice, with all of them
 */
export function planInit(choices: InitChoices): InitStep[] {
  const { root, configFile, hasConfigFile, isRepository, syncedFolder } = choices;
  const steps: InitStep[] = [
    {
      action: hasConfigFile ? 'keep' : 'create',
      path: configFile,
      text: hasConfigFile ? '' : configText(choices),
    },
  ];
  const conflicts: string[] = [];
  const addLines = (path: string, lines: readonly string[], comment: string): void => {
    if (lines.length === 0) return;
    const text = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const plan = planBlock(text, lines, comment);
    if (plan.kind === 'differs') {
      conflicts.push(...plan.missing.map((line) => `  ${path}: missing: ${line}`));
      conflicts.push(...plan.superfluous.map((line) => `  ${path}: too many: ${line}`));
    } else if (plan.kind === 'there') steps.push({ action: 'keep', path, text: '' });
    else steps.push({ action: text === undefined ? 'create' : 'append', path, text: plan.text });
  };
  if (isRepository) {
    addLines(join(root, '.gitignore'), ignoreLines(choices), '#');
    addLines(join(root, '.gitattributes'), attributeLines(choices), '#');
  }
  if (syncedFolder !== undefined) {
    // Syncthing may delete it with the folder around it.
    addLines(join(syncedFolder, '.stignore'), [`(?d)${STATE_DIRECTORY}`], '//');
  }
  if (conflicts.length > 0) {
    throw new JournalCliError(
      'JOURNAL_CLI_CONFIG_EXISTS',
      `The lines that an earlier init wrote are others; nothing was changed:\n${conflicts.join('\n')}`,
      { conflicts },
    );
  }
  return [
    ...steps,
    ...guideSteps(choices.sessionLogsDir, SESSION_GUIDES),
    ...guideSteps(choices.updateLogsDir, UPDATE_GUIDES),
  ];
}

function guideSteps(folder: string, guides: readonly string[]): InitStep[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return guides.map((name) => ({
    action: names.includes(name) ? 'keep' : 'guide',
    path: join(folder, name),
    text: '',
  }));
}

function configText({ root, sessionLogsDir, updateLogsDir }: InitChoices): string {
  return `# Where this repository keeps its journal. All settings, and what is in force: opta-journal config show
journaling:
  session_logs_dir: ${folderText(root, sessionLogsDir)}
  update_logs_dir: ${folderText(root, updateLogsDir)}
`;
}

/** Within the repository relative to its root, so that every clone can have it; quoted, since YAML takes some names for dates. */
function folderText(root: string, folder: string): string {
  const path = relative(root, folder);
  const isInside = !isAbsolute(path) && path !== '..' && !path.startsWith(`..${sep}`);
  return JSON.stringify(isInside ? path.split(sep).join('/') || '.' : folder);
}
