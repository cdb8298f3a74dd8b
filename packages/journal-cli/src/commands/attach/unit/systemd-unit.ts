import type { UnitCommand } from './unit-command.js';

/** A service for systemd, of a user or of the system. */
export function systemdUnit({ feed, words, workingDirectory, environmentFile }: UnitCommand): string {
  return `[Unit]
Description=Journal of ${feed.replaceAll('%', '%%')}
Documentation=man:systemd.service(5)
Wants=network-online.target
After=network-online.target

[Service]
Type=exec
WorkingDirectory=${escapeSpecifiers(workingDirectory)}
# OPTA_JOURNAL_ADMIN_KEY=… (mode 0600), if the server wants a key
EnvironmentFile=-${escapeSpecifiers(environmentFile)}
ExecStart=${words.map(quote).join(' ')}
Restart=always
RestartSec=5
KillSignal=SIGTERM
TimeoutStopSec=10

[Install]
WantedBy=default.target
`;
}

/**
 * One word of a command line.
 *
 * Source: systemd.service(5), "Command lines", and systemd.unit(5), "Specifiers".
 */
function quote(word: string): string {
  const escaped = escapeSpecifiers(word)
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('$', '$$$$');
  return /^[\w@+=:,./%-]+$/.test(escaped) ? escaped : `"${escaped}"`;
}

function escapeSpecifiers(text: string): string {
  return text.replaceAll('%', '%%');
}
