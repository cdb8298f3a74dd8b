import type { DownloadStatus, LoadOutcome } from '../engine/model-engine.js';

type Pending = Exclude<LoadOutcome, { kind: 'loaded' }>;

/** LMX's 202 to a load that has to wait for a download. */
export function pendingLoadBody(outcome: Pending): Record<string, unknown> {
  const { kind, modelId, estimatedSizeBytes } = outcome;
  const isWaiting = kind === 'download_required';
  return {
    status: kind,
    model_id: modelId,
    estimated_size_bytes: estimatedSizeBytes,
    estimated_size_human: humanSize(estimatedSizeBytes),
    confirmation_token: isWaiting ? outcome.confirmationToken : null,
    download_id: isWaiting ? null : outcome.downloadId,
    message: isWaiting
      ? `${modelId} is not on the disk. Confirm the download with the token within ten minutes.`
      : `${modelId} is being downloaded and is loaded when it is complete.`,
    confirm_url: isWaiting ? '/admin/models/load/confirm' : null,
    progress_url: isWaiting ? null : progressUrl(outcome.downloadId),
  };
}

export function downloadBody(download: DownloadStatus): Record<string, unknown> {
  const { downloadId, repoId, status, downloadedBytes, totalBytes, error } = download;
  return {
    download_id: downloadId,
    repo_id: repoId,
    status,
    progress_percent: totalBytes === 0 ? 0 : Math.round((downloadedBytes / totalBytes) * 1_000) / 10,
    downloaded_bytes: downloadedBytes,
    total_bytes: totalBytes,
    error: error ?? null,
    progress_url: progressUrl(downloadId),
  };
}

function progressUrl(downloadId: string): string {
  return `/admin/models/download/${downloadId}/progress`;
}

function humanSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
