import { useEffect, useRef, useState } from 'preact/hooks';
import { needsKey } from '../api/client.js';
import { Empty } from '../shared/notices.js';
import { zone, zoneName } from '../shared/time.js';
import { KeyHelp } from './key-help.js';
import { useKeys } from './keyboard.js';
import { PAGES, pageOf } from './pages.js';
import { hrefOf, navigate, route } from './route.js';
import { SignIn } from './sign-in.js';
import { THEMES, theme } from './theme.js';

/** The frame of every page: navigation, search box, and how things are shown. */
export function App() {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { path, query } = route.value;
  const page = pageOf(route.value);
  const Shown = path.length > 1 ? page?.Detail : page?.Page;
  const title = [path[1], page?.title ?? 'Not found'].filter(Boolean).join(' · ');
  useEffect(() => {
    document.title = `${title} – Journal`;
  }, [title]);
  useKeys([
    { key: '?', does: 'Show the keys', run: () => setHelpOpen(true) },
    { key: '/', does: 'Search', run: focusSearch },
    { key: 'k', does: 'Search', withCommand: true, run: focusSearch },
  ]);
  return (
    <>
      <Header current={page?.name} />
      <main id="content" tabIndex={-1}>
        {Shown === undefined ? (
          <>
            <h1>Not found</h1>
            <Empty title="There is no such page">
              <a href={hrefOf([])}>Go to the overview</a>
            </Empty>
          </>
        ) : (
          // A page of another thing is another page.
          <Shown key={path.join('/')} rest={path.slice(1)} query={query} />
        )}
      </main>
      {needsKey.value && <SignIn />}
      {isHelpOpen && <KeyHelp onClose={() => setHelpOpen(false)} />}
    </>
  );
}

function Header({ current }: { current: string | undefined }) {
  return (
    <header>
      <a class="skip" href={location.hash} onClick={focusMain}>
        Skip to the content
      </a>
      <nav aria-label="Pages">
        {PAGES.map(({ name, title }) => (
          <a
            key={name}
            href={hrefOf(name === '' ? [] : [name])}
            aria-current={name === current ? 'page' : undefined}
          >
            {title}
          </a>
        ))}
      </nav>
      <SearchBox />
      <button
        type="button"
        class="quiet"
        onClick={() => {
          zone.value = zone.value === 'UTC' ? 'local' : 'UTC';
        }}
      >
        <span class="visually-hidden">Times are shown in </span>
        {zoneName()}
      </button>
      <label class="theme">
        <span class="visually-hidden">Colours</span>
        <select
          value={theme.value}
          onChange={({ currentTarget }) => {
            theme.value = THEMES.find((one) => one === currentTarget.value) ?? 'system';
          }}
        >
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </header>
  );
}

function SearchBox() {
  const box = useRef<HTMLInputElement>(null);
  const { path, query } = route.value;
  const searched = path[0] === 'search' ? (query.get('q') ?? '') : '';
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const text = box.current?.value.trim() ?? '';
          if (text !== '') navigate(['search'], { q: text });
        }}
      >
        <label class="visually-hidden" for="search-box">
          Search everything
        </label>
        <input
          // What is searched now replaces what was typed before, and the keys of the page work again.
          key={searched}
          ref={box}
          id="search-box"
          type="search"
          placeholder="Search everything ( / )"
          defaultValue={searched}
        />
      </form>
    </search>
  );
}

function focusSearch(): void {
  const box = document.getElementById('search-box');
  if (box instanceof HTMLInputElement) box.select();
  box?.focus();
}

function focusMain(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
