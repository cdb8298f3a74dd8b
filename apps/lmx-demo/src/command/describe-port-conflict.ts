/** Programs that like this port, and what only they answer. */
const CANDIDATES = [
  { path: '/v1/discovery', name: 'an Opta LMX server, or another demo', mark: /"service":\s*"opta-lmx"/ },
  { path: '/api/v0/models', name: 'LM Studio', mark: /"data"/ },
  { path: '/api/version', name: 'Ollama', mark: /"version"/ },
  { path: '/props', name: 'llama.cpp', mark: /"default_generation_settings"/ },
];

const PROBE_MS = 1_000;

/** What to tell somebody whose port is taken: by whom, as far as that shows, and the way round it. */
export async function describePortConflict(host: string, port: number): Promise<string> {
  const holder = await findHolder(isAnyAddress(host) ? '127.0.0.1' : host, port);
  return [
    `Port ${port} on ${host} is taken by ${holder}.`,
    'Stop that program, or start the demo on another port:',
    '',
    `  npm run demo -- --port ${port === 65_535 ? port - 1 : port + 1}`,
  ].join('\n');
}

async function findHolder(host: string, port: number): Promise<string> {
  const authority = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const answers = await Promise.all(CANDIDATES.map(({ path }) => ask(`http://${authority}${path}`)));
  const found = CANDIDATES.find(({ mark }, index) => mark.test(answers[index] ?? ''));
  return found?.name ?? 'another program (LM Studio and a real Opta LMX server use this port too)';
}

/** The body of a good answer; empty for any other. */
async function ask(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_MS), redirect: 'manual' });
    const text = await response.text();
    return response.ok ? text.slice(0, 10_000) : '';
  } catch {
    // Whatever holds the port speaks another protocol, or not to us.
    return '';
  }
}

export function isAnyAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
