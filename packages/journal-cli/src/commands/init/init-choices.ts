import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadJournalingConfig } from '@opta/journal-runtime';
import type { CommandContext } from '../../command-context.js';
import { CONFIG_FILE_NAME } from '../../constants.js';
import { JournalCliError } from '../../errors.js';
import { findConfigFile } from '../../place/find-config-file.js';
import { findRepository } from '../../place/find-repository.js';
import { foldersOf } from '../../place/open-place.js';
import type { TextQuestion } from '../../terminal/ask.js';
import { findSyncedFolder } from './find-synced-folder.js';
import { readBlock } from './marked-block.js';

export interface InitOptions {
  commitEventLogs?: boolean;
  ignoreEventLogs?: boolean;
  commitArchive?: boolean;
  ignoreArchive?: boolean;
  stignore?: boolean;
  yes?: boolean;
}

/** What a journal is set up with. */
export interface InitChoices {
  /** Top folder of the repository; outside of one the working folder. */
  root: string;
  isRepository: boolean;
  configFile: string;
  hasConfigFile: boolean;
  /** Absolute, as the other folder. */
  sessionLogsDir: string;
  updateLogsDir: string;
  ignoresEventLogs: boolean;
  ignoresArchive: boolean;
  /** Where `.stignore` gets its line; absent where it does not. */
  syncedFolder?: string;
}

/** What is wanted: by the command line, by what is there already, by a person who is asked, or by default. */
export async function chooseInit(context: CommandContext, options: InitOptions): Promise<InitChoices> {
  const { cwd, terminal } = context;
  const repository = findRepository(cwd);
  const root = repository ?? cwd;
  const given = context.options.config;
  const configFile =
    given === undefined ? (findConfigFile(cwd) ?? join(root, CONFIG_FILE_NAME)) : resolve(cwd, given);
  const hasConfigFile = existsSync(configFile);
  const isAsking = terminal.canAsk && options.yes !== true && !context.isJson;
  const folders = await chooseFolders(context, { root, configFile, hasConfigFile, isAsking });
  const ignored = readBlock(join(root, '.gitignore'), '#');
  const ask = isAsking && ignored === undefined;
  const ignoresEventLogs =
    flag(options.ignoreEventLogs, options.commitEventLogs) ??
    ignored?.some((line) => line.includes('.jsonl')) ??
    (ask
      ? !(await yesOrNo(context, 'Commit event logs too? They hold every event, and can be large.', false))
      : true);
  const ignoresArchive =
    flag(options.ignoreArchive, options.commitArchive) ??
    ignored?.some((line) => line.includes('/archive/')) ??
    (ask ? !(await yesOrNo(context, 'Commit what is archived too?', true)) : false);
  const syncedFolder = await chooseSyncedFolder(context, options, { root, isAsking });
  return {
    root,
    isRepository: repository !== undefined,
    configFile,
    hasConfigFile,
    ...folders,
    ignoresEventLogs,
    ignoresArchive,
    ...(syncedFolder === undefined ? {} : { syncedFolder }),
  };
}

interface FolderChoice {
  root: string;
  configFile: string;
  hasConfigFile: boolean;
  isAsking: boolean;
}

type Folders = Pick<InitChoices, 'sessionLogsDir' | 'updateLogsDir'>;

async function chooseFolders(context: CommandContext, choice: FolderChoice): Promise<Folders> {
  const { cwd } = context;
  const wanted = foldersOf(context.options, cwd);
  if (choice.hasConfigFile) return configuredFolders(wanted, choice.configFile, cwd);
  const load = (config: Partial<Folders>): Folders =>
    loadJournalingConfig({ config, environment: {}, baseDirectory: choice.root });
  const defaults = { ...load({}), ...wanted };
  if (!choice.isAsking) return pick(defaults);
  const { askText } = await import('../../terminal/ask.js');
  const ask = async (name: keyof Folders, message: string): Promise<string> => {
    const given = wanted[name];
    if (given !== undefined) return given;
    const problemOf: TextQuestion['problemOf'] = (answer) => {
      try {
        load({ [name]: answer });
        return undefined;
      } catch (error) {
        return (error as Error).message.split('\n').at(-1)?.trim();
      }
    };
    const initial = defaults[name].slice(choice.root.length + 1);
    return load({ [name]: await askText(context.terminal, { message, initial, problemOf }) })[name];
  };
  return {
    sessionLogsDir: await ask('sessionLogsDir', 'Folder of session logs and event logs'),
    updateLogsDir: await ask('updateLogsDir', 'Folder of update logs'),
  };
}

/** What a file says stays so. */
function configuredFolders(wanted: Partial<Folders>, configFile: string, cwd: string): Folders {
  const folders = pick(loadJournalingConfig({ file: configFile, environment: {}, baseDirectory: cwd }));
  const other = (['sessionLogsDir', 'updateLogsDir'] as const).filter(
    (name) => wanted[name] !== undefined && wanted[name] !== folders[name],
  );
  if (other.length === 0) return folders;
  throw new JournalCliError(
    'JOURNAL_CLI_CONFIG_EXISTS',
    `${configFile} is there and has other folders: ${other.map((name) => `${folders[name]} instead of ${wanted[name]}`).join(', ')}. Nothing was changed.`,
    { path: configFile },
  );
}

function pick({ sessionLogsDir, updateLogsDir }: Folders): Folders {
  return { sessionLogsDir, updateLogsDir };
}

function flag(isTrue: boolean | undefined, isFalse: boolean | undefined): boolean | undefined {
  if (isTrue === true) return true;
  return isFalse === true ? false : undefined;
}

async function chooseSyncedFolder(
  context: CommandContext,
  { stignore }: InitOptions,
  { root, isAsking }: { root: string; isAsking: boolean },
): Promise<string | undefined> {
  if (stignore === false) return undefined;
  const found = findSyncedFolder(root);
  if (stignore === true) return found ?? root;
  if (found === undefined) return undefined;
  if (hasStateLine(found)) return found;
  if (!isAsking) {
    await context.terminal.say(
      `Syncthing seems to sync ${found}. With --stignore it is kept away from the journal's state.`,
    );
    return undefined;
  }
  const message = `Syncthing seems to sync ${found}. Keep it away from the journal's state, as it should be?`;
  return (await yesOrNo(context, message, true)) ? found : undefined;
}

function hasStateLine(folder: string): boolean {
  const path = join(folder, '.stignore');
  return existsSync(path) && readFileSync(path, 'utf8').includes('.opta-journal');
}

async function yesOrNo({ terminal }: CommandContext, message: string, initial: boolean): Promise<boolean> {
  const { askYesOrNo } = await import('../../terminal/ask.js');
  return askYesOrNo(terminal, { message, initial });
}
