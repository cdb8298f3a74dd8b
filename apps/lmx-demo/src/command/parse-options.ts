import { Command, InvalidArgumentError, Option } from 'commander';
import type { DemoOptions } from '../demo-options.js';

/**
 * The options of a command line.
 *
 * @param parameters without the names of Node and the script
 * @remarks Prints and ends the process on `--help` and on what it does not understand, as commander does.
 */
export function parseOptions(parameters: readonly string[]): DemoOptions & { stay: boolean } {
  const command = new Command('lmx-demo')
    .description('A sample LMX server that journals what happens in it.')
    .addOption(new Option('--port <number>', 'port to listen on (default: 1234)').argParser(parsePort))
    .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
    .option('--data-dir <folder>', 'where logs and models go', 'demo-data')
    .option('--config <file>', 'YAML file in the shape of LMX’s configuration')
    .option('--model <id>', 'model to load at the start instead of the configured one')
    .addOption(
      new Option('--upstream <url>', 'generate with any server that has OpenAI’s API').argParser(parseUrl),
    )
    .addOption(new Option('--upstream-key <key>', 'key of that server').env('LMX_DEMO_UPSTREAM_KEY'))
    .addOption(
      new Option('--admin-key <key>', 'key that /admin asks for (default: this machine only)').env(
        'LMX_DEMO_ADMIN_KEY',
      ),
    )
    .option('--replay <file>', 'feed the events of a recorded .jsonl file instead of generating')
    .addOption(
      new Option('--pace <pace>', 'of a replay: full, own, or how many times as fast')
        .argParser(parsePace)
        .default('full'),
    )
    .option('--stay', 'keep serving after a replay, to look at its logs', false)
    .option('--quiet', 'do not print events', false)
    .addHelpText(
      'after',
      `
Examples:
  npm run demo
  npm run demo -- --port 1235 --data-dir /tmp/journal
  npm run demo -- --upstream http://127.0.0.1:11434     (Ollama)
  npm run demo -- --replay recorded-events.jsonl`,
    )
    .parse(parameters, { from: 'user' });
  return command.opts();
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('Give a whole number from 0 to 65535.');
}

function parseUrl(text: string): string {
  if (URL.canParse(text) && /^https?:/i.test(text)) return text;
  throw new InvalidArgumentError('Give a URL that begins with http:// or https://.');
}

function parsePace(text: string): 'full' | number {
  if (text === 'full') return 'full';
  const pace = text === 'own' ? 1 : Number(text);
  if (Number.isFinite(pace) && pace > 0) return pace;
  throw new InvalidArgumentError('Give full, own or a number above 0.');
}
