const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

/** Whether a text is `YYYY-MM-DD` and a day that exists. */
export function isRealDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? [];
  // Days of February are counted with the year; a `Date` for each name of a large folder would take as long as listing it.
  return Number(day) >= 1 && Number(day) <= daysOf(Number(year), Number(month));
}

function daysOf(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  if (month < 1 || month > 12) return 0;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
