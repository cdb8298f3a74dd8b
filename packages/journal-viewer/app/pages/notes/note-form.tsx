import type { Ref } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { callApi } from '../../api/client.js';
import { formatCount } from '../../shared/numbers.js';
import { useAction } from '../../shared/use-action.js';
import { useKeys } from '../../shell/keyboard.js';
import { hrefOf } from '../../shell/route.js';
import { KINDS, type NoteKind, titleOf } from './note-kinds.js';

/** Characters that the API takes. */
const MAX_LENGTH = 8192;

/** Writes one note after the other. */
export function NoteForm() {
  const [kind, setKind] = useState<NoteKind>('decision');
  const [text, setText] = useState('');
  const [added, setAdded] = useState<NoteKind>();
  const box = useRef<HTMLTextAreaElement>(null);
  const left = MAX_LENGTH - text.trim().length;
  const isSendable = text.trim() !== '' && left >= 0;
  const { run, isRunning, error } = useAction(
    () => callApi('logs/notes', { method: 'POST', body: { kind, text: text.trim() } }),
    () => {
      setAdded(kind);
      setText('');
      box.current?.focus();
    },
  );
  const send = () => {
    setAdded(undefined);
    if (isSendable) void run();
  };
  useKeys([{ key: 'Enter', withCommand: true, does: 'Add the note', run: send }]);
  return (
    <form
      class="panel notes-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <KindChoice kind={kind} onChange={setKind} />
      <NoteText box={box} kind={kind} text={text} left={left} onChange={setText} />
      <button type="submit" disabled={!isSendable || isRunning}>
        {isRunning ? 'Adding …' : 'Add it'} <kbd>Ctrl Enter</kbd>
      </button>
      <Outcome added={added} error={error} />
    </form>
  );
}

interface NoteTextProps {
  box: Ref<HTMLTextAreaElement>;
  kind: NoteKind;
  text: string;
  /** Characters that still fit in; below zero: how many are too many. */
  left: number;
  onChange(text: string): void;
}

function NoteText({ box, kind, text, left, onChange }: NoteTextProps) {
  return (
    <>
      <label for="note-text">{titleOf(kind)}</label>
      <textarea
        id="note-text"
        ref={box}
        rows={4}
        value={text}
        aria-describedby="note-hint"
        placeholder={KINDS.find((one) => one.kind === kind)?.example}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <p id="note-hint" class={left < 0 ? 'hint bad' : 'hint'}>
        {left < 0 ? `${formatCount(-left)} characters too many` : `${formatCount(left)} characters left`}.
        Plain text; ends of lines become spaces.
      </p>
    </>
  );
}

function KindChoice({ kind: chosen, onChange }: { kind: NoteKind; onChange(kind: NoteKind): void }) {
  return (
    <fieldset class="notes-kinds">
      <legend>What it is</legend>
      {KINDS.map(({ kind, title }) => (
        <label key={kind}>
          <input type="radio" name="kind" checked={kind === chosen} onChange={() => onChange(kind)} /> {title}
        </label>
      ))}
    </fieldset>
  );
}

function Outcome({ added, error }: { added: NoteKind | undefined; error: Error | undefined }) {
  return (
    <>
      <p role="status" class="notes-outcome">
        {added !== undefined && (
          <>
            <span class="good">✓ {titleOf(added)} added.</span>{' '}
            <a href={hrefOf(['sessions', 'current'])}>See it in the running session</a>
          </>
        )}
      </p>
      {error && (
        <p class="notice failure" role="alert">
          {error.message}
        </p>
      )}
    </>
  );
}
