import { diagnose, repair } from '@opta/journal-doctor';
import type { JournalApiOptions, JournalSource, UpdateLogOutcome } from '@opta/journal-http';
import { retentionPolicyOf, type UpdateLogInput, writeUpdateLog } from '@opta/journal-runtime';
import { type JournalSearch, openSearch } from '@opta/journal-search';
import { createViewer } from '@opta/journal-viewer';
import { doctorOptionsOf } from '../../place/doctor-options-of.js';
import type { JournalPlace } from '../../place/journal-place.js';

export interface ApiParts {
  source: JournalSource;
  options: Pick<JournalApiOptions, 'search' | 'doctor' | 'viewer' | 'retention' | 'redaction'>;
  close(): Promise<void>;
}

export interface ApiPartsOptions {
  /** Absolute. */
  cwd: string;
  /** Whether update logs may be written. */
  isWriting: boolean;
  /** Told what goes wrong beside an answer. */
  onTrouble(error: Error): void;
}

/** All that an API over two folders can have without a server. The search is opened when it is first asked. */
export function createApiParts(place: JournalPlace, options: ApiPartsOptions): ApiParts {
  const { store, config } = place;
  const { series, timezone: timeZone, redaction } = config;
  const doctor = doctorOptionsOf(place);
  let opened: JournalSearch | undefined;
  const search = (): JournalSearch => {
    opened ??= openSearch(store, {
      series,
      timeZone,
      redaction,
      onError: (error) => options.onTrouble(error instanceof Error ? error : new Error(String(error))),
    });
    return opened;
  };
  return {
    source: {
      store,
      ...(options.isWriting
        ? { writeUpdateLog: (input: UpdateLogInput) => write(input, place, options) }
        : {}),
    },
    options: {
      search: {
        search: async (query, wishes) => search().search(query, wishes),
        statistics: async (query) => search().statistics(query),
      },
      doctor: {
        diagnose: () => diagnose(doctor),
        repair: (findings) => repair(findings, doctor),
      },
      viewer: createViewer(),
      retention: retentionPolicyOf(config),
      redaction,
    },
    close: async () => opened?.close(),
  };
}

async function write(
  input: UpdateLogInput,
  { config }: JournalPlace,
  { cwd, onTrouble }: ApiPartsOptions,
): Promise<UpdateLogOutcome> {
  try {
    const written = await writeUpdateLog(input, {
      config,
      environment: {},
      baseDirectory: cwd,
      onError: (error) => onTrouble(error as Error),
    });
    return { ok: true, ...written };
  } catch (error) {
    return { ok: false, error: error as Error };
  }
}
