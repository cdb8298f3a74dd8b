import { effect, signal } from '@preact/signals';
import { readSetting, writeSetting } from '../shared/settings.js';

export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

export const theme = signal<Theme>(THEMES.find((one) => one === readSetting('theme')) ?? 'system');

effect(() => {
  writeSetting('theme', theme.value);
  document.documentElement.dataset.theme = theme.value;
});
