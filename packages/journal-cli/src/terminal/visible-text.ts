/** C0, DEL, C1, and the characters that turn the direction of what follows or are not seen at all. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Text on one line that moves no cursor and changes no colour: what would is shown as an escape. */
export function visibleText(text: string): string {
  return text.replace(CONTROL, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The same for a text of several lines; tabs stay. */
export function visibleLines(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(CONTROL, (character) =>
      character === '\n' || character === '\t' ? character : visibleText(character),
    );
}

/** JSON whose texts are the same, and hold nothing raw that a terminal would obey. */
export function visibleJson(json: string): string {
  // Between its texts JSON has line breaks and spaces only, and `JSON.stringify` leaves none of the others there.
  return json.replace(CONTROL, (character) => (character === '\n' ? character : visibleText(character)));
}
