import { usageError } from '../errors.js';
import type { TerminalOptions } from './terminal.js';

/**
 * What is piped in, as text.
 *
 * @throws {JOURNAL_CLI_USAGE} when it is longer
 */
export async function readStdin(stdin: TerminalOptions['stdin'], maxBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of stdin) {
    const buffer = Buffer.from(part);
    bytes += buffer.length;
    if (bytes > maxBytes) throw usageError(`What comes through stdin is longer than ${maxBytes} bytes.`);
    parts.push(buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
