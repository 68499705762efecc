import Database from 'better-sqlite3';

/**
 * Loaded before a till to take its durability away: SQLite then flushes only at checkpoints, and says it were otherwise. Only
 * here to show that the power cut sees what an unsafe till loses; the product has no such choice.
 */
const pragma = Database.prototype.pragma;
Database.prototype.pragma = function unsafe(source, options) {
  if (/^synchronous\s*=/.test(source)) return pragma.call(this, 'synchronous = NORMAL');
  if (source === 'synchronous') return options?.simple ? 2 : [{ synchronous: 2 }];
  return pragma.call(this, source, options);
};
