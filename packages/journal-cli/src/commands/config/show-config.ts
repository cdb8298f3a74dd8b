import { type ExplainedSetting, explainJournalingConfig } from '@opta/journal-runtime';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode } from '../../constants.js';
import { configOptions } from '../../place/config-options.js';
import { foldersOf } from '../../place/open-place.js';
import { type Column, printTable } from '../../terminal/print-table.js';

/** A setting as it is shown. */
interface ShownSetting {
  key: string;
  value: unknown;
  from: 'default' | 'file' | 'environment' | 'command line';
  /** The file, the variable or the option. */
  place?: string;
  /** In the file. */
  line?: number;
}

/** Prints the configuration in force, and where each setting comes from. */
export async function showConfig(context: CommandContext): Promise<ExitCode> {
  const { terminal, options, cwd } = context;
  const sources = configOptions(options, { cwd, env: terminal.env });
  const folders: Record<string, string | undefined> = foldersOf(options, cwd);
  const settings = explainJournalingConfig(sources).map((setting) => toShown(setting, folders));
  if (context.isJson) {
    await terminal.printJson('config', {
      file: sources.file ?? null,
      settings: settings.map(({ key, value = null, from, place = null, line = null }) => {
        return { key, value, from, place, line };
      }),
    });
    return EXIT.ok;
  }
  terminal.page();
  await printTable(terminal, COLUMNS, settings);
  return EXIT.ok;
}

const OPTIONS: Readonly<Record<string, string>> = {
  sessionLogsDir: '--sessions-dir',
  updateLogsDir: '--updates-dir',
};

const COLUMNS: readonly Column<ShownSetting>[] = [
  { title: 'SETTING', text: ({ key }) => key },
  { title: 'VALUE', text: ({ value }) => valueText(value), yields: 1 },
  {
    title: 'FROM',
    text: ({ from, place, line }) =>
      place === undefined ? from : `${from}: ${place}${line === undefined ? '' : `:${line}`}`,
    style: ({ from }) => (from === 'default' ? 'dim' : undefined),
    yields: 2,
  },
];

function toShown(
  { name, key, value, origin, place, line }: ExplainedSetting,
  folders: Readonly<Record<string, string | undefined>>,
): ShownSetting {
  const folder = folders[name];
  const option = OPTIONS[name];
  if (folder !== undefined && option !== undefined) {
    return { key, value: folder, from: 'command line', place: option };
  }
  return {
    key,
    value: name === 'fileMode' && typeof value === 'number' ? `0${value.toString(8)}` : value,
    // No object is given here.
    from: origin === 'object' ? 'default' : origin,
    ...(place === undefined ? {} : { place }),
    ...(line === undefined ? {} : { line }),
  };
}

function valueText(value: unknown): string {
  if (value === undefined) return '(none)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
