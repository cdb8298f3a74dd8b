import type { UnitCommand } from './unit-command.js';

/** launchd reads no environment file: a shell does, and becomes the command. */
const SHELL_PROGRAM = 'if [ -r "$0" ]; then set -a; . "$0"; set +a; fi; exec "$@"';

/** An agent for launchd. */
export function launchdUnit({
  name,
  words,
  workingDirectory,
  environmentFile,
  logFile,
}: UnitCommand): string {
  const parameters = ['/bin/sh', '-c', SHELL_PROGRAM, environmentFile, ...words];
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${escapeXml(name)}</string>
  <key>ProgramArguments</key>
  <array>
${parameters.map((word) => `    <string>${escapeXml(word)}</string>`).join('\n')}
  </array>
  <key>WorkingDirectory</key>
  <string>${escapeXml(workingDirectory)}</string>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <true/>
  <key>ThrottleInterval</key>
  <integer>10</integer>
  <key>ExitTimeOut</key>
  <integer>10</integer>
  <key>StandardErrorPath</key>
  <string>${escapeXml(logFile)}</string>
</dict>
</plist>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
