/** A Friday at half past ten in the shop of the pictures, where it is never later. */
export const stillMs = Date.UTC(2026, 10, 20, 9, 30);
export const stillZone = 'Europe/Rome';

/** What happened there until yesterday. */
export const stillYear = { until: '2026-11-19', days: 120, members: 30, sales: 400 };
