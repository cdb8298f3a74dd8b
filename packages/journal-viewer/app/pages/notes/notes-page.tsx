import { useHealth } from '../../shared/use-health.js';
import { NoteForm } from './note-form.js';
import './notes.css';

/** What people add to the log of the running session. */
export function NotesPage() {
  const health = useHealth();
  return (
    <div class="notes">
      <h1>Notes</h1>
      <p>
        What happened, the journal knows by itself; why, only you know. A note is recorded with its time, and
        stands in the running session’s log.
      </p>
      {health?.read_only === true ? (
        <p class="notice">This server only reads, so notes cannot be added here.</p>
      ) : (
        <NoteForm />
      )}
    </div>
  );
}
