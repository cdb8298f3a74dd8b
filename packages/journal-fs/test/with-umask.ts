/** Runs an action under a umask; the old one comes back whatever happens. */
export function withUmask(umask: number, action: () => void): void {
  const before = process.umask(umask);
  try {
    action();
  } finally {
    process.umask(before);
  }
}
