export { journalPreset } from './remark/journal-preset.js';
