export interface EventFilterFieldsProps {
  query: URLSearchParams;
  onChange(change: { type: string } | { severity: string }): void;
}

/** Which events are wanted: `type` and `severity`, as the API takes them. */
export function EventFilterFields({ query, onChange }: EventFilterFieldsProps) {
  return (
    <>
      <label>
        Types
        <input
          value={query.get('type') ?? ''}
          placeholder="model_*, request_failed"
          // Not with every letter: the server is asked anew.
          onChange={({ currentTarget }) => onChange({ type: toPatterns(currentTarget.value) })}
        />
      </label>
      <label>
        Severity
        <select
          value={query.get('severity') ?? ''}
          onChange={({ currentTarget }) => onChange({ severity: currentTarget.value })}
        >
          <option value="">all</option>
          <option value="warning">warnings and worse</option>
          <option value="error">errors and worse</option>
          <option value="critical">critical only</option>
        </select>
      </label>
    </>
  );
}

/** With commas, and none that is empty. */
function toPatterns(text: string): string {
  return text
    .split(/[\s,]+/)
    .filter(Boolean)
    .join(',');
}
