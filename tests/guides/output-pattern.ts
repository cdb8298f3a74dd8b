/** What matches the output that a guide shows: `…` stands for anything in a line, a line of it alone for any lines. */
export function outputPattern(output: string): RegExp {
  const lines = output
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => (line === '…' ? '(?:.*\\n)*?' : `${line.split('…').map(literally).join('.*')}\\n`));
  return new RegExp(`^${lines.join('')}$`);
}

function literally(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
