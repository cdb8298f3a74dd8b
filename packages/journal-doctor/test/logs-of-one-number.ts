import { updateText } from './log-texts.js';

/** Two update logs that were both given 007, half a minute apart. */
export const FIRST = updateText({ id: '007', time: '10:00:00', summary: ['The first.'] });
export const SECOND = updateText({ id: '007', time: '10:00:33', summary: ['The second.'] });
