import { useState } from 'preact/hooks';
import { signIn } from '../api/client.js';
import { Dialog } from './dialog.js';

/** Asks for the admin key; it is kept in this page's memory and nowhere else. */
export function SignIn() {
  const [key, setKey] = useState('');
  return (
    <Dialog title="Sign in">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          signIn(key);
        }}
      >
        <label for="admin-key">Admin key of this server</label>
        <input
          id="admin-key"
          type="password"
          autocomplete="off"
          required
          value={key}
          onInput={({ currentTarget }) => setKey(currentTarget.value)}
        />
        <p class="hint">It stays in the memory of this page and is gone when you close it.</p>
        <button type="submit">Sign in</button>
      </form>
    </Dialog>
  );
}
