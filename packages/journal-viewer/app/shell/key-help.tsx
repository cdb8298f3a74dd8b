import { Dialog } from './dialog.js';
import { listKeys, nameOfKey } from './keyboard.js';

/** The keys that do something here. */
export function KeyHelp({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <dl class="keys">
        {listKeys().map((binding) => (
          <div key={nameOfKey(binding)}>
            <dt>
              <kbd>{nameOfKey(binding)}</kbd>
            </dt>
            <dd>{binding.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
