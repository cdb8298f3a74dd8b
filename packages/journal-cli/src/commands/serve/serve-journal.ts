import { existsSync } from 'node:fs';
import { createJournalApi } from '@opta/journal-http';
import type { CommandContext } from '../../command-context.js';
import { EXIT, type ExitCode, JSON_VERSION } from '../../constants.js';
import { type JournalCliError, usageError } from '../../errors.js';
import type { JournalPlace } from '../../place/journal-place.js';
import type { Terminal } from '../../terminal/terminal.js';
import { untilInterrupted } from '../../terminal/until-interrupted.js';
import { createApiParts } from './create-api-parts.js';
import { listen } from './listen.js';
import { isAnyAddress, isLoopback } from './local-address.js';
import { openBrowser } from './open-browser.js';

export interface ServeOptions {
  port: number;
  host: string;
  key?: string;
  write?: boolean;
  open?: boolean;
}

const VIEWER_PATH = '/admin/journal/';

/** Serves viewer and API over the log folders until Ctrl-C. */
export async function serveJournal(context: CommandContext, options: ServeOptions): Promise<ExitCode> {
  const { terminal } = context;
  const { host, port } = options;
  const adminKey = keyOf(options, terminal);
  if (adminKey === null && !isLoopback(host) && !isAnyAddress(host)) throw needsKey(host);
  const place = await context.place();
  const parts = createApiParts(place, {
    cwd: context.cwd,
    isWriting: options.write === true,
    onTrouble: ({ message }) => void terminal.complain(`opta-journal: ${message}`).catch(() => undefined),
  });
  const api = createJournalApi(parts.source, {
    ...parts.options,
    adminKey,
    readOnly: options.write !== true,
  });
  const interruption = untilInterrupted();
  try {
    const listener = await listen({ host, port }, (request, connection) =>
      new URL(request.url).pathname === '/' ? toViewer() : api.fetch(request, connection),
    );
    const address = `${listener.url}${VIEWER_PATH}`;
    await tell(context, place, { address, adminKey, host });
    if (options.open === true) await openBrowser(address, terminal);
    await aborted(interruption.signal);
    // Browsers hold their feeds open for ever.
    api.close();
    await listener.close();
    return EXIT.ok;
  } finally {
    interruption.release();
    api.close();
    await parts.close();
  }
}

function keyOf({ key }: ServeOptions, { env }: Terminal): string | null {
  if (key?.trim() === '') throw usageError('--key is empty. Give a long text, or leave --key out.');
  return key ?? (env.OPTA_JOURNAL_ADMIN_KEY || null);
}

function needsKey(host: string): JournalCliError {
  return usageError(
    `--host ${JSON.stringify(host)} is for others, and without a key nobody else is served. Give a key by OPTA_JOURNAL_ADMIN_KEY, or leave --host out.`,
    { host },
  );
}

function toViewer(): Response {
  return new Response(null, { status: 302, headers: { location: VIEWER_PATH } });
}

async function tell(
  { terminal, isJson }: CommandContext,
  { store }: JournalPlace,
  { address, adminKey, host }: { address: string; adminKey: string | null; host: string },
): Promise<void> {
  const folders = [store.sessionLogsDir, store.updateLogsDir];
  if (isJson) {
    const [sessionLogsDir, updateLogsDir] = folders;
    await terminal.printJsonLine({
      schema: 'opta-journal.serve',
      version: JSON_VERSION,
      url: address,
      sessionLogsDir,
      updateLogsDir,
    });
  } else {
    await terminal.print(address);
  }
  for (const folder of folders) {
    const there = existsSync(folder) ? '' : ' (not there yet: its logs show as soon as there are some)';
    await terminal.say(`  ${folder}${there}`);
  }
  if (adminKey === null && !isLoopback(host)) {
    await terminal.say('  Without a key only this machine is served: give one by OPTA_JOURNAL_ADMIN_KEY.');
  }
  await terminal.say('Ctrl-C ends it.');
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
