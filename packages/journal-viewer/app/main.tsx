import { render } from 'preact';
import { App } from './shell/app.js';
import './styles/base.css';
import './styles/parts.css';

const root = document.getElementById('journal');
if (root !== null) {
  root.replaceChildren();
  render(<App />, root);
}
